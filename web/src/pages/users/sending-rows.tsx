/** What else decides on sending: the authentication policy of the user, and a restriction that was put on the mailbox. */
import { Select } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useUserSettings } from '../../api/settings.ts';
import { useAsk } from '../../api/use-ask.ts';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Section } from '../../components/section.tsx';
import { Source } from '../../components/source.tsx';
import { useSession } from '../../session/me.ts';
import { SwitchedRow } from './switched-row.tsx';
import type { UserTabProps } from './user-tab.ts';

export function SendingRows({ user, settings, done }: UserTabProps): ReactElement | null {
  const { t } = useTranslation('users');
  const { may } = useSession();
  const change = useUserSettings(user.id, settings);
  const { sendingRestriction: restriction, simulatedFailure: failure, authenticationPolicy: policy } = settings;
  const put = async (name: string): Promise<void> =>
    done.say(t('sending.lifted'), await change.change({ [name]: null }));
  const held = [
    { name: 'sendingRestriction', setting: restriction },
    { name: 'simulatedFailure', setting: failure },
  ].filter(({ setting }) => setting !== undefined && setting.value !== null);
  const chosen = typeof policy?.value === 'string' ? policy.value : '';
  if (held.length === 0 && policy === undefined) return null;
  return (
    <Section title={t('sending')}>
      {change.error !== null && <FaultNotice fault={change.error} />}
      {held.map(({ name, setting }) => (
        <SwitchedRow
          key={name}
          name={t(`sending.${name}`)}
          value={String(setting?.value)}
          setting={setting}
          action={t('sending.lift')}
          consequence={null}
          mayChange={may('mailbox', 'write')}
          isBusy={change.isPending}
          onChange={() => put(name)}
        />
      ))}
      {policy !== undefined && (
        <FactRow
          name={t('policy')}
          value={may('authentication-policy', 'write') ? undefined : chosen === '' ? t('policy.default') : chosen}
          hint={<Source setting={policy} />}
          action={
            may('authentication-policy', 'write') ? (
              <PolicyChoice
                chosen={chosen}
                onChoose={async (name) =>
                  done.say(t('policy.saved'), await change.change({ authenticationPolicy: name }))
                }
              />
            ) : undefined
          }
        />
      )}
    </Section>
  );
}

interface PolicyChoiceProps {
  /** Empty: none of their own. */
  readonly chosen: string;
  readonly onChoose: (name: string | null) => Promise<void>;
}

function PolicyChoice({ chosen, onChoose }: PolicyChoiceProps): ReactElement {
  const { t } = useTranslation('users');
  const { tenant } = useSession();
  const { data } = useAsk('GET /tenants/{tenant}/authentication-policies', { params: { tenant: tenant.id } });
  return (
    <Select
      aria-label={t('policy')}
      value={chosen}
      onChange={(_event, { value }) => void onChoose(value === '' ? null : value).catch(() => {})}
    >
      <option value="">{t('policy.default')}</option>
      {data?.policies.map(({ name }) => (
        <option key={name} value={name}>
          {name}
        </option>
      ))}
    </Select>
  );
}
