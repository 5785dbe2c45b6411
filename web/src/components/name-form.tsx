/** One name, and the button that makes something of it. */
import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactElement, type ReactNode, useState } from 'react';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalS },
  name: { flexGrow: 1, minWidth: '180px', maxWidth: '420px' },
});

export interface NameFormProps {
  readonly label: string;
  readonly act: string;
  /** So many characters at the most. */
  readonly most: number;
  readonly isBusy: boolean;
  /** What else is asked, between the name and the button. */
  readonly children?: ReactNode;
  /** What it throws is said elsewhere; the name stays. */
  readonly onSubmit: (name: string) => Promise<void>;
}

export function NameForm({ label, act, most, isBusy, children, onSubmit }: NameFormProps): ReactElement {
  const styles = useStyles();
  const [name, setName] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    await onSubmit(name.trim());
    setName('');
  };
  return (
    <form className={styles.form} onSubmit={(event) => void submit(event).catch(() => {})}>
      <Field label={label} className={styles.name}>
        <Input value={name} maxLength={most} autoComplete="off" onChange={(_event, { value }) => setName(value)} />
      </Field>
      {children}
      <Button type="submit" disabled={name.trim() === '' || isBusy}>
        {act}
      </Button>
    </form>
  );
}
