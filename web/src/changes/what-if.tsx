/** Whom a change would let in or shut out, by the recorded attempts of 30 days; nothing is changed by asking. */
import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { type ReactElement, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf, Input } from '../api/routes.ts';
import { useAsk } from '../api/use-ask.ts';
import { FaultNotice } from '../components/fault-notice.tsx';
import { useSharedWords } from '../doctor/words.ts';
import { useFormats } from '../i18n/formats.ts';
import { useSession } from '../session/me.ts';

type Foreseen = AnswerOf<'POST /doctor/what-if'>;
type Row = Foreseen['letIn'][number];
type Body = NonNullable<Input<'POST /doctor/what-if'>['body']>;

/** So many clients of each kind are named. */
const named = 6;
/** Of so many users the service foresees a change. */
const mostUsers = 100;

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground3 },
});

export type WhatIfProps = Pick<Body, 'settings' | 'users'>;

export function WhatIf(props: WhatIfProps): ReactElement | null {
  const { t } = useTranslation();
  const { may } = useSession();
  if (!may('sign-in-log')) return <Text size={200}>{t('what-if.not-yours')}</Text>;
  if ((props.users?.length ?? 0) > mostUsers)
    return <Text size={200}>{t('what-if.too-many', { count: mostUsers })}</Text>;
  // What waits for its words here takes no focus out of the fields around it.
  return (
    <Suspense fallback={<ProgressBar aria-label={t('wait')} />}>
      <Asked {...props} />
    </Suspense>
  );
}

function Asked(props: WhatIfProps): ReactElement {
  const { t } = useTranslation();
  const { tenant } = useSession();
  const { data, error, isPlaceholderData } = useAsk('POST /doctor/what-if', { body: { tenant: tenant.id, ...props } });
  if (error !== null) return <FaultNotice fault={error} />;
  if (data === undefined || isPlaceholderData) return <ProgressBar aria-label={t('wait')} />;
  return <Seen foreseen={data} />;
}

function Seen({ foreseen }: { readonly foreseen: Foreseen }): ReactElement {
  const { t } = useSharedWords();
  const styles = useStyles();
  const { letIn, shutOut, elsewhere, attempts, days, isCut, stayIn, stayOut } = foreseen;
  return (
    <div className={styles.box}>
      <Rows title={t('whatif.shut-out', { count: shutOut.length })} rows={shutOut} />
      <Rows title={t('whatif.let-in', { count: letIn.length })} rows={letIn} />
      {elsewhere.length > 0 && <Text>{t('whatif.elsewhere', { count: elsewhere.length })}</Text>}
      <Text size={200} className={styles.hint}>
        {t('whatif.stay', { in: stayIn, out: stayOut })}.{' '}
        {t(isCut ? 'whatif.looked-at-newest' : 'whatif.looked-at', { attempts, days })}.
      </Text>
    </div>
  );
}

function Rows({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }): ReactElement | null {
  const { t } = useTranslation();
  const styles = useStyles();
  const formats = useFormats();
  if (rows.length === 0) return <Text>{title}</Text>;
  return (
    <>
      <Text weight="semibold">{title}</Text>
      <ul className={styles.list}>
        {rows.slice(0, named).map(({ userPrincipalName: name, address, attempts: count, at, mechanism }) => (
          <li key={`${name} ${address} ${mechanism}`}>
            {t('what-if.client', { name, address, count, at: formats.ago(at) })}
          </li>
        ))}
        {rows.length > named && <li>{t('what-if.more', { count: rows.length - named })}</li>}
      </ul>
    </>
  );
}
