/** What a list is searched for; it is asked when the typing pauses. */
import { Field, makeStyles, SearchBox } from '@fluentui/react-components';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

const pauseMs = 300;

const useStyles = makeStyles({ box: { minWidth: 0, width: '100%', maxWidth: 'none' } });

export interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps): ReactElement {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <Field label={label}>
      <SearchBox
        className={useStyles().box}
        value={typed}
        maxLength={320}
        dismiss={{ 'aria-label': t('clear') }}
        onChange={(_event, data) => setTyped(data.value)}
      />
    </Field>
  );
}
