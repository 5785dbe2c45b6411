/** What the list of users shows of each, as far as whoever asks may read it. */
import { Badge } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Column } from '../../components/record-list.tsx';
import type { ListedUser } from './listed-user.ts';

export function useUserColumns(): Column<ListedUser>[] {
  const { t } = useTranslation('users');
  const signIn = ({ settings: { accountEnabled } }: ListedUser): ReactNode =>
    accountEnabled === false ? (
      <Badge appearance="tint" color="danger">
        {t('sign-in.blocked')}
      </Badge>
    ) : (
      t('sign-in.allowed')
    );
  const smtp = ({ settings: { mailboxSmtpAuth } }: ListedUser): ReactNode =>
    mailboxSmtpAuth === undefined ? t('not-yours') : t(`smtp-auth.${mailboxSmtpAuth}`);
  const mfa = ({ settings: { perUserMfa } }: ListedUser): ReactNode =>
    perUserMfa === undefined ? t('not-yours') : t(`mfa.${perUserMfa}`);
  return [
    { name: 'name', header: t('column.name'), width: '3fr', cell: ({ displayName }) => displayName },
    { name: 'username', header: t('column.username'), width: '3fr', cell: (user) => user.userPrincipalName },
    { name: 'sign-in', header: t('column.sign-in'), width: '2fr', isWide: true, cell: signIn },
    {
      name: 'license',
      header: t('column.license'),
      width: '2fr',
      isWide: true,
      cell: ({ settings: { licensed } }) => (licensed === undefined ? t('not-yours') : t(`licensed.${licensed}`)),
    },
    { name: 'smtp-auth', header: t('column.smtp-auth'), width: '3fr', isWide: true, cell: smtp },
    { name: 'mfa', header: t('column.mfa'), width: '2fr', isWide: true, cell: mfa },
  ];
}
