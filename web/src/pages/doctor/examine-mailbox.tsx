/** A mailbox that a device signs in to: what it would be answered now, the plan, and the proof. */
import { Button, Field, Input, makeStyles, ProgressBar, Select, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Card } from '../../components/card.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { ExaminationView } from '../../doctor/examination-view.tsx';
import { useExamination } from '../../doctor/use-examination.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  user: { flexGrow: 1, maxWidth: '420px' },
});

const mechanisms = ['LOGIN', 'PLAIN', 'XOAUTH2'] as const;
type Mechanism = (typeof mechanisms)[number];

export function ExamineMailbox(): ReactElement {
  const { t } = useTranslation('doctor');
  const styles = useStyles();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('user') ?? '';
  const mechanism = mechanisms.find((each) => each === query.get('mechanism'));
  const [user, setUser] = useState(asked);
  const { data, error, isFetching } = useExamination(asked, mechanism === undefined ? {} : { mechanism });
  const [how, setHow] = useState<Mechanism | ''>(mechanism ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setQuery({ way: 'mailbox', user: user.trim(), ...(how !== '' && { mechanism: how }) });
  };
  return (
    <>
      <Card title={t('mailbox.title')}>
        <form className={styles.form} onSubmit={submit}>
          <Field className={styles.user} label={t('mailbox.user')}>
            <Input
              type="email"
              required
              value={user}
              maxLength={320}
              onChange={(_event, { value }) => setUser(value)}
            />
          </Field>
          <Field label={t('mailbox.mechanism')}>
            <Select
              value={how}
              onChange={(_event, { value }) => setHow(mechanisms.find((each) => each === value) ?? '')}
            >
              <option value="">{t('mailbox.as-last')}</option>
              {mechanisms.map((each) => (
                <option key={each}>{each}</option>
              ))}
            </Select>
          </Field>
          <Button type="submit" appearance="primary" disabled={user.trim() === ''}>
            {t('mailbox.examine')}
          </Button>
        </form>
      </Card>
      {isFetching && <ProgressBar aria-label={t('working')} />}
      {error !== null && <FaultNotice fault={error} />}
      {data !== undefined && error === null && <ExaminationView examination={data} />}
    </>
  );
}
