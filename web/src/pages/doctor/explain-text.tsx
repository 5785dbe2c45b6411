/** A text of an error, as somebody pasted it: what it says. It stands in no address. */
import { Badge, Button, Field, makeStyles, ProgressBar, Textarea, Title3, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import type { AnswerOf } from '../../api/routes.ts';
import { useTell } from '../../api/use-ask.ts';
import { Card } from '../../components/card.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { AdviceView } from '../../doctor/advice-view.tsx';
import { Evidence } from '../../doctor/evidence.tsx';
import { useSharedWords } from '../../doctor/words.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', alignItems: 'start', gap: tokens.spacingVerticalM },
  field: { width: '100%' },
  text: { fontFamily: tokens.fontFamilyMonospace, width: '100%' },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
});

const longestText = 200_000;

export function ExplainText(): ReactElement {
  const { t } = useTranslation('doctor');
  const styles = useStyles();
  const handed = useLocation().state as { readonly text?: string } | null;
  const [text, setText] = useState(handed?.text ?? '');
  const { mutate, data, error, isPending } = useTell('POST /doctor/explain');
  useEffect(() => {
    if (handed?.text === undefined) return;
    setText(handed.text);
    mutate({ body: { text: handed.text } });
  }, [handed, mutate]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') mutate({ body: { text } });
  };
  return (
    <>
      <Card title={t('explain.title')}>
        <form className={styles.form} onSubmit={submit}>
          <Field className={styles.field} label={t('explain.label')} hint={t('explain.hint')}>
            <Textarea
              className={styles.text}
              rows={6}
              resize="vertical"
              maxLength={longestText}
              value={text}
              placeholder="535 5.7.139 Authentication unsuccessful …"
              onChange={(_event, { value }) => setText(value)}
            />
          </Field>
          <Button type="submit" appearance="primary" disabled={isPending || text.trim() === ''}>
            {t('explain')}
          </Button>
        </form>
      </Card>
      {isPending && <ProgressBar aria-label={t('working')} />}
      {error !== null && <FaultNotice fault={error} />}
      <div aria-live="polite">{data !== undefined && <Explained explanation={data} />}</div>
    </>
  );
}

function Explained({ explanation }: { readonly explanation: AnswerOf<'POST /doctor/explain'> }): ReactElement {
  const styles = useStyles();
  const { t, find } = useSharedWords();
  const { advice, confidence, evidence, others } = explanation;
  const title = (
    <span className={styles.head}>
      <Title3 as="span">{find(`${advice.words}.title`, advice.parameters)}</Title3>{' '}
      <Badge appearance="outline">{t(`explain.confidence.${confidence}`)}</Badge>
    </span>
  );
  return (
    <Card title={title}>
      <Evidence lines={evidence} />
      <AdviceView advice={advice} />
      {others.length > 0 && (
        <div>
          <strong>{t('explain.others')}:</strong>{' '}
          {others.map((cause) => find(`cause.${cause}.title`) ?? cause).join('; ')}
        </div>
      )}
    </Card>
  );
}
