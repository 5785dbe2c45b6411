/** When a change is put back by itself. */
import { Field, Select } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../i18n/formats.ts';

/** In hours; 0: it stays. */
const choices = [0, 1, 4, 8, 24, 7 * 24] as const;

export interface UntilFieldProps {
  /** RFC 3339; null: it stays. */
  readonly value: string | null;
  readonly onChange: (until: string | null) => void;
}

export function UntilField({ value, onChange }: UntilFieldProps): ReactElement {
  const { t } = useTranslation();
  const { moment } = useFormats();
  const [hours, setHours] = useState(0);
  const choose = (chosen: number): void => {
    setHours(chosen);
    onChange(chosen === 0 ? null : new Date(Date.now() + chosen * 3_600_000).toISOString());
  };
  const hint = value === null ? t('until.stays.hint') : t('until.hint', { at: moment(Date.parse(value)) });
  return (
    <Field label={t('until')} hint={hint}>
      <Select value={String(hours)} onChange={(_event, data) => choose(Number(data.value))}>
        {choices.map((each) => (
          <option key={each} value={each}>
            {each === 0 ? t('until.stays') : t('until.hours', { count: each })}
          </option>
        ))}
      </Select>
    </Field>
  );
}
