/** A moment as a filter: it stands in the address as RFC 3339, and is chosen in the person's own time. */
import { Field, Input } from '@fluentui/react-components';
import type { ReactElement } from 'react';

export interface MomentFilterProps {
  readonly label: string;
  /** Empty: any. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function MomentFilter({ label, value, onChange }: MomentFilterProps): ReactElement {
  return (
    <Field label={label}>
      <Input
        type="datetime-local"
        value={localOf(value)}
        onChange={(_event, data) => onChange(data.value === '' ? '' : new Date(data.value).toISOString())}
      />
    </Field>
  );
}

function localOf(value: string): string {
  const at = new Date(value);
  if (Number.isNaN(at.getTime())) return '';
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
