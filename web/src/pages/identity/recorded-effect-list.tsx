/** The clients in the sign-in log that turning security defaults on or off concerns. */
import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/use-ask.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import { concerned } from './recorded-effect.ts';

const days = 30;
/** So many rows are looked at, the newest. */
const most = 1000;
/** So many clients are named. */
const named = 8;

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground3 },
});

export function RecordedEffect({ turnedOn }: { readonly turnedOn: boolean }): ReactElement {
  const { t } = useTranslation(['identity', 'common']);
  const styles = useStyles();
  const formats = useFormats();
  const { tenant, may } = useSession();
  const [from] = useState(() => new Date(Date.now() - days * 86_400_000).toISOString());
  const narrowed = turnedOn
    ? { outcome: 'allowed' as const }
    : { outcome: 'refused' as const, gate: 'security-defaults' };
  const { data, error } = useAsk(
    'GET /sign-ins',
    { query: { tenant: tenant.id, kind: 'smtp', from, limit: most, ...narrowed } },
    { enabled: may('sign-in-log') },
  );
  if (!may('sign-in-log')) return <Text className={styles.hint}>{t('effect.not-yours')}</Text>;
  if (error !== null) return <FaultNotice fault={error} />;
  if (data === undefined) return <ProgressBar aria-label={t('common:wait')} />;
  const clients = concerned(data.signIns, turnedOn);
  const on = turnedOn ? 'on' : 'off';
  return (
    <div className={styles.box}>
      <Text weight="semibold">
        {clients.length === 0 ? t(`effect.${on}.none`) : t(`effect.${on}`, { count: clients.length })}
      </Text>
      <ul className={styles.list}>
        {clients.slice(0, named).map(({ login, address, attempts, at }) => (
          <li key={`${login} ${address}`}>
            {t('effect.client', { name: login, address, count: attempts, at: formats.ago(at) })}
          </li>
        ))}
        {clients.length > named && <li>{t('effect.more', { count: clients.length - named })}</li>}
      </ul>
      <Text size={200} className={styles.hint}>
        {t(data.signIns.length < most ? 'effect.looked' : 'effect.looked-newest', { count: data.signIns.length })}
      </Text>
    </div>
  );
}
