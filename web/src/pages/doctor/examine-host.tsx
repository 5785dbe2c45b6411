/** A mail server as the service sees it: how far the way to it goes, and what was found on it. */
import { Button, Field, Input, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { CheckmarkCircleRegular, CircleRegular, DismissCircleRegular } from '@fluentui/react-icons';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useTell } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { CopiedText } from '../../components/copied-text.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { FindingsView } from '../../doctor/finding-view.tsx';
import { useSharedWords } from '../../doctor/words.ts';

type Examined = AnswerOf<'POST /doctor/hosts'>;

const icons = { passed: CheckmarkCircleRegular, failed: DismissCircleRegular, untried: CircleRegular } as const;

const useStyles = makeStyles({
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  host: { flexGrow: 1, maxWidth: '420px' },
  port: { width: '120px' },
  way: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalS,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  point: { display: 'flex', gap: tokens.spacingHorizontalM, alignItems: 'start' },
  icon: { fontSize: '20px', flexShrink: 0 },
  passed: { color: tokens.colorStatusSuccessForeground1 },
  failed: { color: tokens.colorStatusDangerForeground1 },
  untried: { color: tokens.colorNeutralForeground3 },
  seen: { color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

export function ExamineHost(): ReactElement {
  const { t } = useTranslation('doctor');
  const styles = useStyles();
  const [host, setHost] = useState('smtp.office365.com');
  const [port, setPort] = useState('');
  const { mutate, data, error, isPending } = useTell('POST /doctor/hosts');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate({ body: { host: host.trim(), ...(port !== '' && { port: Number(port) }) } });
  };
  return (
    <>
      <Card title={t('host.title')}>
        <form className={styles.form} onSubmit={submit}>
          <Field className={styles.host} label={t('host.host')} hint={t('host.hint')}>
            <Input required value={host} maxLength={320} onChange={(_event, { value }) => setHost(value)} />
          </Field>
          <Field className={styles.port} label={t('host.port')} hint={t('host.port.hint')}>
            <Input type="number" min={1} max={65_535} value={port} onChange={(_event, { value }) => setPort(value)} />
          </Field>
          <Button type="submit" appearance="primary" disabled={isPending || host.trim() === ''}>
            {t('mailbox.examine')}
          </Button>
        </form>
      </Card>
      {isPending && <ProgressBar aria-label={t('working')} />}
      {error !== null && <FaultNotice fault={error} />}
      <div aria-live="polite">{data !== undefined && !isPending && <ExaminedHost examined={data} />}</div>
    </>
  );
}

function ExaminedHost({ examined }: { readonly examined: Examined }): ReactElement {
  const { t } = useTranslation('doctor');
  const { t: shared } = useSharedWords();
  const styles = useStyles();
  const { host, port, kind, way, findings, transcript } = examined;
  return (
    <Card title={`${host}:${port}`}>
      <Text>{shared(`doctor.kind.${kind}`)}</Text>
      <ul className={styles.way}>
        {way.map(({ stage, state, seen }) => {
          const Icon = icons[state];
          return (
            <li key={stage} className={styles.point}>
              <Icon className={`${styles.icon} ${styles[state]}`} aria-label={t(`host.${state}`)} />
              <span>
                <strong>{shared(`doctor.stage.${stage}`)}</strong> <span className={styles.seen}>{seen}</span>
              </span>
            </li>
          );
        })}
      </ul>
      {findings.length === 0 ? <Text>{shared('doctor.nothing-stops')}</Text> : <FindingsView findings={findings} />}
      {transcript.length > 0 && <CopiedText text={transcript.join('\n')} label={shared('doctor.transcript')} />}
    </Card>
  );
}
