/** Doctor: an error that is pasted, a mailbox, or a server; what stops it, and the way out. */
import { makeStyles, Tab, TabList } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session/me.ts';
import { ExamineHost } from './examine-host.tsx';
import { ExamineMailbox } from './examine-mailbox.tsx';
import { ExplainText } from './explain-text.tsx';
import { Readiness } from './readiness.tsx';

const useStyles = makeStyles({ tabs: { flexWrap: 'wrap' } });

/** Each way in, with its part of the page and the area that it needs; null: none. */
const ways = {
  text: { part: ExplainText, area: null },
  mailbox: { part: ExamineMailbox, area: 'user' },
  host: { part: ExamineHost, area: 'doctor-hosts' },
  readiness: { part: Readiness, area: 'sign-in-log' },
} as const;
type Way = keyof typeof ways;
const names = Object.keys(ways) as Way[];

export default function DoctorPage(): ReactElement {
  const { t } = useTranslation('doctor');
  const { may } = useSession();
  const [query, setQuery] = useSearchParams();
  const open = names.filter((way) => ways[way].area === null || may(ways[way].area));
  const chosen = open.find((way) => way === (query.get('way') ?? (query.has('user') ? 'mailbox' : 'text'))) ?? 'text';
  const Part = ways[chosen].part;
  const choose = (way: Way): void => setQuery(way === 'text' ? {} : { way });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <TabList
        className={useStyles().tabs}
        selectedValue={chosen}
        onTabSelect={(_event, { value }) => choose(value as Way)}
      >
        {open.map((way) => (
          <Tab key={way} value={way}>
            {t(`way.${way}`)}
          </Tab>
        ))}
      </TabList>
      <Part />
    </Page>
  );
}
