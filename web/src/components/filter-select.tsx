/** One filter of a list, among a few choices; it stands in the address. */
import { Field, makeStyles, Select } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** A long choice does not push the page wider. */
const useStyles = makeStyles({ field: { minWidth: 0 }, box: { minWidth: 0, '& select': { minWidth: 0 } } });

export interface FilterSelectProps {
  readonly label: string;
  /** Empty: any. */
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

export function FilterSelect({ label, value, choices, onChange }: FilterSelectProps): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Field label={label} className={styles.field}>
      <Select root={{ className: styles.box }} value={value} onChange={(_event, data) => onChange(data.value)}>
        <option value="">{t('filter.any')}</option>
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
