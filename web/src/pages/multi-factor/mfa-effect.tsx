/** Which clients use the mailboxes with a password, and so feel what becomes of per-user MFA. */
import { makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../api/use-ask.ts';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import type { ListedUser } from '../users/listed-user.ts';

/** The log of so many people is looked at; whoever changes more is told of these. */
const most = 5;
const rows = 200;

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
});

export function MfaEffect({ users }: { readonly users: readonly ListedUser[] }): ReactElement | null {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const styles = useStyles();
  if (!may('sign-in-log')) return null;
  return (
    <div>
      <Text weight="semibold">{t('effect.title')}</Text>
      <ul className={styles.list}>
        {users.slice(0, most).map((user) => (
          <li key={user.id}>
            <ClientsOf user={user} />
          </li>
        ))}
      </ul>
      {users.length > most && <Text>{t('effect.more', { count: users.length - most })}</Text>}
    </div>
  );
}

function ClientsOf({ user }: { readonly user: ListedUser }): ReactElement {
  const { t } = useTranslation(['users', 'common']);
  const formats = useFormats();
  const { data, error } = useAsk('GET /sign-ins', { query: { user: user.id, kind: 'smtp', limit: rows } });
  if (error !== null) return <>{error.message}</>;
  if (data === undefined) return <ProgressBar aria-label={t('common:wait')} />;
  const basic = data.signIns.filter(
    ({ mechanism }) => mechanism !== null && !/^(XOAUTH2|OAUTHBEARER)$/.test(mechanism),
  );
  const addresses = [...new Set(basic.map(({ address }) => address))];
  const [last] = basic;
  if (last === undefined) return <>{t('effect.none', { name: user.userPrincipalName })}</>;
  return (
    <>
      {t('effect.clients', {
        name: user.userPrincipalName,
        count: basic.length,
        addresses: formats.list(addresses.slice(0, 5)),
        at: formats.ago(last.at),
      })}
    </>
  );
}
