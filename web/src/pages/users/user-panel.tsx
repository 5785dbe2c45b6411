/** One user: account, mail, security. */
import { makeStyles, ProgressBar, Tab, TabList, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import type { Undo } from '../../api/settings.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useDone } from '../../components/done-notice.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { shared } from '../../i18n/i18n.ts';
import { useFilters } from '../../navigation/use-filters.ts';
import { useSession } from '../../session/me.ts';
import { AccountTab } from './account-tab.tsx';
import { MailTab } from './mail-tab.tsx';
import { SecurityTab } from './security-tab.tsx';
import type { UserTabProps } from './user-tab.ts';

type TabName = 'account' | 'mail' | 'security';

const tabs: Readonly<Record<TabName, (props: UserTabProps) => ReactElement>> = {
  account: AccountTab,
  mail: MailTab,
  security: SecurityTab,
};
const names = ['tab'] as const;

export interface UserPanelProps {
  /** Id, principal name or alias. */
  readonly login: string;
  readonly onClose: () => void;
  readonly onRemoved: (text: string, undo?: Undo | null) => void;
}

export function UserPanel({ login, onClose, onRemoved }: UserPanelProps): ReactElement {
  const { t } = useTranslation(['users', 'common']);
  const { values, set } = useFilters(names);
  const { data, error, refetch } = useAsk('GET /users/{user}', { params: { user: login } });
  const open = useOpenTabs();
  const tab = open.find((each) => each === values.tab) ?? 'account';
  return (
    <SidePanel
      title={data?.user.displayName ?? login}
      under={data?.user.userPrincipalName}
      onClose={onClose}
      head={
        <TabList selectedValue={tab} onTabSelect={(_event, { value }) => set({ tab: String(value) })}>
          {open.map((each) => (
            <Tab key={each} value={each} id={`tab-${each}`} aria-controls="tab-panel">
              {t(`tab.${each}`)}
            </Tab>
          ))}
        </TabList>
      }
    >
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data === undefined && error === null && <ProgressBar aria-label={t('common:wait')} />}
      {data !== undefined && <OneUser key={tab} tab={tab} whole={data} onClose={onClose} onRemoved={onRemoved} />}
    </SidePanel>
  );
}

function useOpenTabs(): readonly TabName[] {
  const { may } = useSession();
  const areas: Readonly<Record<TabName, readonly string[]>> = {
    account: ['user'],
    mail: ['mailbox', 'sign-in-log'],
    security: ['multi-factor', 'password'],
  };
  return (Object.keys(tabs) as TabName[]).filter((name) => areas[name].some((area) => may(area)));
}

const useStyles = makeStyles({ tab: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXL } });

interface OneUserProps {
  readonly tab: TabName;
  readonly whole: AnswerOf<'GET /users/{user}'>;
  readonly onClose: () => void;
  readonly onRemoved: UserPanelProps['onRemoved'];
}

function OneUser({ tab, whole, onClose, onRemoved }: OneUserProps): ReactElement {
  // All words are there before anything can be typed: what waits for words later would take the focus out of a field.
  useTranslation(['users', 'doctor', shared]);
  const done = useDone();
  const Content = tabs[tab];
  return (
    <div className={useStyles().tab} id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`}>
      {done.notice}
      <Content
        user={whole.user}
        settings={whole.settings}
        done={done}
        onRemoved={(text) => {
          onClose();
          onRemoved(text);
        }}
      />
    </div>
  );
}
