/** Service health: what is wrong and what to do; how the parts stand; limits and configuration in force. */
import { Tab, TabList } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../../components/page.tsx';
import { ConfigurationView } from './configuration-view.tsx';
import { HealthView } from './health-view.tsx';
import { LimitsView } from './limits-view.tsx';

const parts = ['now', 'limits', 'configuration'] as const;

export default function HealthPage(): ReactElement {
  const { t } = useTranslation('health');
  const [search, setSearch] = useSearchParams();
  const shown = parts.find((part) => part === search.get('part')) ?? 'now';
  return (
    <Page title={t('title')} lead={t('lead')}>
      <TabList
        aria-label={t('title')}
        selectedValue={shown}
        onTabSelect={(_event, { value }) => setSearch(value === 'now' ? {} : { part: String(value) })}
      >
        {parts.map((part) => (
          <Tab key={part} value={part}>
            {t(`part.${part}`)}
          </Tab>
        ))}
      </TabList>
      {shown === 'now' && <HealthView />}
      {shown === 'limits' && <LimitsView />}
      {shown === 'configuration' && <ConfigurationView />}
    </Page>
  );
}
