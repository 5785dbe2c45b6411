/** Mailboxes and clients: who sends, who is refused, who went silent. */
import {
  makeStyles,
  Tab,
  TabList,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Card } from '../../components/card.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useIsNarrow } from '../../widths.ts';
import type { Overview } from './sending-now.tsx';

type Identities = NonNullable<Overview['identities']>;
const kinds = ['refused', 'sending', 'silent'] as const;
type Kind = (typeof kinds)[number];

const useStyles = makeStyles({
  tabs: { flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground2 },
  link: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    textDecorationLine: 'none',
    ':hover': { textDecorationLine: 'underline' },
    overflowWrap: 'anywhere',
  },
  why: { color: tokens.colorBrandForegroundLink },
});

export function IdentityList({ identities }: { readonly identities: Identities }): ReactElement {
  const { t } = useTranslation('home');
  const styles = useStyles();
  const { number } = useFormats();
  const [kind, setKind] = useState<Kind>(kinds.find((each) => identities[each].count > 0) ?? 'sending');
  const { count, identities: listed } = identities[kind];
  return (
    <div id="identities">
      <Card title={t('identities.title')}>
        <TabList
          className={styles.tabs}
          selectedValue={kind}
          onTabSelect={(_event, { value }) => setKind(value as Kind)}
        >
          {kinds.map((each) => (
            <Tab key={each} value={each}>
              {t(`identities.${each}`, { number: number(identities[each].count) })}
            </Tab>
          ))}
        </TabList>
        {listed.length === 0 ? (
          <Text className={styles.quiet}>{t(`identities.${kind}.none`)}</Text>
        ) : (
          <Rows kind={kind} rows={listed} />
        )}
        {count > listed.length && (
          <Text className={styles.quiet}>{t('identities.more', { count: count - listed.length })}</Text>
        )}
      </Card>
    </div>
  );
}

function Rows({ kind, rows }: { readonly kind: Kind; readonly rows: Identities[Kind]['identities'] }): ReactElement {
  const { t } = useTranslation('home');
  const { t: doors } = useTranslation('doors');
  const styles = useStyles();
  const { ago } = useFormats();
  const isNarrow = useIsNarrow();
  return (
    <Table aria-label={t(`identities.${kind}.label`)} size="small">
      <TableHeader>
        <TableRow>
          <TableHeaderCell>{t('identities.who')}</TableHeaderCell>
          {!isNarrow && <TableHeaderCell>{t('identities.address')}</TableHeaderCell>}
          <TableHeaderCell>{t('identities.last')}</TableHeaderCell>
          {kind === 'refused' && <TableHeaderCell>{t('identities.gate')}</TableHeaderCell>}
        </TableRow>
      </TableHeader>
      <TableBody>
        {rows.map(({ userId, userPrincipalName, address, gate, sessionId, ...times }) => {
          const last = kind === 'refused' ? times.lastRefusedAt : (times.lastSentAt ?? times.lastAllowedAt);
          return (
            <TableRow key={userId}>
              <TableCell>
                <Link className={styles.link} to={`/users/${encodeURIComponent(userPrincipalName)}`}>
                  {userPrincipalName}
                </Link>
              </TableCell>
              {!isNarrow && <TableCell>{address}</TableCell>}
              <TableCell>{last !== null && ago(last)}</TableCell>
              {kind === 'refused' && (
                <TableCell>
                  <Link
                    className={styles.why}
                    to={
                      sessionId === null
                        ? `/doctor?user=${encodeURIComponent(userPrincipalName)}`
                        : `/sign-ins/${sessionId}`
                    }
                  >
                    {gate === null ? t('identities.why') : doors(`gate.${gate}`)}
                  </Link>
                </TableCell>
              )}
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
