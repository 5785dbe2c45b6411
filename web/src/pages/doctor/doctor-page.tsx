/** Doctor: an error that is pasted, a mailbox, or a server; what stops it, and the way out. */
import { Tab, TabList } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/page.tsx';
import { useSession } from '../../session/me.ts';
import { ExamineMailbox } from './examine-mailbox.tsx';
import { ExplainText } from './explain-text.tsx';

const ways = ['text', 'mailbox'] as const;
type Way = (typeof ways)[number];

export default function DoctorPage(): ReactElement {
  const { t } = useTranslation('doctor');
  const { may } = useSession();
  const [query, setQuery] = useSearchParams();
  const open = ways.filter((way) => way === 'text' || may('user'));
  const chosen =
    open.find((way) => way === query.get('way')) ?? (query.has('user') && may('user') ? 'mailbox' : 'text');
  const choose = (way: Way): void => setQuery(way === 'text' ? {} : { way });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <TabList selectedValue={chosen} onTabSelect={(_event, { value }) => choose(value as Way)}>
        {open.map((way) => (
          <Tab key={way} value={way}>
            {t(`way.${way}`)}
          </Tab>
        ))}
      </TabList>
      {chosen === 'text' ? <ExplainText /> : <ExamineMailbox />}
    </Page>
  );
}
