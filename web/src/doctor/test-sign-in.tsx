/** A real sign-in at the service's own port: proves what the settings say. */
import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AnswerOf } from '../api/routes.ts';
import { useTell } from '../api/use-ask.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { useSharedWords } from './words.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flexGrow: 1, maxWidth: '320px' },
});

export function TestSignIn({ user }: { readonly user: string }): ReactElement {
  const { t } = useTranslation('doctor');
  const styles = useStyles();
  const [password, setPassword] = useState('');
  const { mutate, data, error, isPending } = useTell('POST /doctor/users/{user}/test-sign-in');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate({ params: { user }, body: { password } });
    setPassword('');
  };
  return (
    <>
      <form className={styles.form} onSubmit={submit}>
        <Field className={styles.field} label={t('test.password', { user })}>
          <Input
            type="password"
            autoComplete="off"
            required
            value={password}
            onChange={(_event, { value }) => setPassword(value)}
          />
        </Field>
        <Button type="submit" disabled={isPending || password === ''}>
          {t('test')}
        </Button>
      </form>
      {isPending && <ProgressBar aria-label={t('working')} />}
      {error !== null && <FaultNotice fault={error} />}
      {data !== undefined && !isPending && <Tested tested={data} />}
    </>
  );
}

function Tested({ tested }: { readonly tested: AnswerOf<'POST /doctor/users/{user}/test-sign-in'> }): ReactElement {
  const { t } = useTranslation('doctor');
  const { find } = useSharedWords();
  const { outcome, server, reply, reason, cause, sessionId } = tested;
  return (
    <MessageBar intent={outcome === 'allowed' ? 'success' : 'error'} layout="multiline">
      <MessageBarBody role="status">
        <MessageBarTitle>{t(`test.${outcome}`, { server })}</MessageBarTitle> {reply ?? reason}
        {cause !== null && ` – ${find(`cause.${cause}.title`) ?? cause}`}{' '}
        {sessionId !== null && <Link to={`/sign-ins/${sessionId}`}>{t('test.trace')}</Link>}
      </MessageBarBody>
    </MessageBar>
  );
}
