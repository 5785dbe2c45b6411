/** Organization settings: SMTP AUTH, basic authentication, old TLS, app passwords, limits, authentication policies. */
import { ProgressBar } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingsInForce, useTenantSettings } from '../../api/settings.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useEndings } from '../../changes/use-endings.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { type Done, useDone } from '../../components/done-notice.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { LimitRows } from '../../components/limit-rows.tsx';
import { Page } from '../../components/page.tsx';
import { Section } from '../../components/section.tsx';
import { useSession } from '../../session/me.ts';
import { AuthenticationPolicies } from './authentication-policies.tsx';
import { mailFlowSettings, modernAuthenticationSettings, type OrganizationSetting } from './organization-settings.ts';

export default function OrganizationPage(): ReactElement {
  const { t } = useTranslation(['organization', 'common']);
  const { tenant, may } = useSession();
  const done = useDone();
  const { data, error, refetch } = useAsk('GET /tenants/{tenant}', { params: { tenant: tenant.id } });
  return (
    <Page title={t('title')} lead={t('lead')}>
      {done.notice}
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data === undefined && error === null && <ProgressBar aria-label={t('common:wait')} />}
      {data !== undefined && (
        <>
          <Choices title={t('mail-flow')} all={mailFlowSettings} settings={data.settings} done={done} />
          <Choices title={t('modern')} all={modernAuthenticationSettings} settings={data.settings} done={done} />
          {may('authentication-policy') && <AuthenticationPolicies settings={data.settings} done={done} />}
          {may('organization') && <Limits settings={data.settings} done={done} />}
        </>
      )}
    </Page>
  );
}

interface PartProps {
  readonly settings: SettingsInForce;
  readonly done: Done;
}

interface ChoicesProps extends PartProps {
  readonly title: string;
  readonly all: readonly OrganizationSetting[];
}

function Choices({ title, all, settings, done }: ChoicesProps): ReactElement | null {
  const { t } = useTranslation('organization');
  const { tenant, may } = useSession();
  const change = useTenantSettings(tenant.id, settings);
  const endings = useEndings();
  const open = all.filter(({ name }) => settings[name] !== undefined);
  if (open.length === 0) return null;
  return (
    <Section isCard title={title}>
      <div>
        {open.map(({ name, area, values, warned, isForeseen = false }) => (
          <ChoiceRow
            key={name}
            setting={name}
            label={t(name)}
            hint={t(`${name}.hint`)}
            inForce={settings[name]}
            endsAt={endings.get(name)}
            choices={values.map((value) => ({
              value,
              label: t(`${name}.${value}`),
              consequence: warned.includes(value) ? t(`${name}.${value}.consequence`) : null,
            }))}
            change={change}
            mayChange={may(area, 'write')}
            isForeseen={isForeseen}
            onDone={done.say}
          />
        ))}
      </div>
    </Section>
  );
}

function Limits({ settings, done }: PartProps): ReactElement {
  const { t } = useTranslation('organization');
  const { tenant, may } = useSession();
  const change = useTenantSettings(tenant.id, settings);
  return (
    <Section isCard title={t('limits')} lead={t('limits.lead')}>
      {change.error !== null && <FaultNotice fault={change.error} />}
      <div>
        <LimitRows
          settings={settings}
          change={change}
          mayChange={may('organization', 'write')}
          without={t('limits.default')}
          onDone={done.say}
        />
      </div>
    </Section>
  );
}
