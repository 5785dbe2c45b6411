/** Identity > Properties: what the organization is, and its security defaults. */
import { Badge, Button, ProgressBar, useRestoreFocusTarget } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type SettingsInForce, useTenantSettings } from '../../api/settings.ts';
import { useAsk } from '../../api/use-ask.ts';
import { useEndings } from '../../changes/use-endings.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { type Done, useDone } from '../../components/done-notice.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Page } from '../../components/page.tsx';
import { Section } from '../../components/section.tsx';
import { Source } from '../../components/source.tsx';
import { useFilters } from '../../navigation/use-filters.ts';
import { useSession } from '../../session/me.ts';
import { SecurityDefaultsPanel } from './security-defaults-panel.tsx';

const names = ['manage'] as const;
const securityDefaults = 'security-defaults';

export default function PropertiesPage(): ReactElement {
  const { t } = useTranslation(['identity', 'common']);
  const { tenant } = useSession();
  const { values, set } = useFilters(names);
  const opener = useRestoreFocusTarget();
  const done = useDone();
  const { data, error, refetch } = useAsk('GET /tenants/{tenant}', { params: { tenant: tenant.id } });
  const setting = data?.settings['securityDefaults'];
  const endsAt = useEndings().get('securityDefaults');
  return (
    <Page title={t('properties.title')} lead={t('properties.lead')}>
      {done.notice}
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {data === undefined && error === null && <ProgressBar aria-label={t('common:wait')} />}
      <Section isCard title={t('properties.organization')}>
        <FactRow name={t('properties.name')} value={tenant.displayName} />
        <FactRow name={t('properties.domain')} value={tenant.domain} />
        <FactRow name={t('properties.id')} value={tenant.id} />
      </Section>
      {setting !== undefined && (
        <Section isCard title={t('security-defaults')} lead={t('security-defaults.lead')}>
          <FactRow
            name={t('security-defaults.now')}
            value={
              <Badge appearance="tint" color={setting.value === true ? 'success' : 'informative'}>
                {t(setting.value === true ? 'security-defaults.on' : 'security-defaults.off')}
              </Badge>
            }
            hint={<Source setting={setting} endsAt={endsAt} />}
            action={
              <Button {...opener} appearance="primary" onClick={() => set({ manage: securityDefaults })}>
                {t('security-defaults.manage')}
              </Button>
            }
          />
          <AdministratorMfa settings={data?.settings ?? {}} done={done} />
        </Section>
      )}
      {values.manage === securityDefaults && data !== undefined && (
        <SecurityDefaultsPanel settings={data.settings} done={done} onClose={() => set({ manage: '' })} />
      )}
    </Page>
  );
}

interface AdministratorMfaProps {
  readonly settings: SettingsInForce;
  readonly done: Done;
}

function AdministratorMfa({ settings, done }: AdministratorMfaProps): ReactElement {
  const { t } = useTranslation('identity');
  const { tenant, may } = useSession();
  const change = useTenantSettings(tenant.id, settings);
  return (
    <ChoiceRow
      setting="administratorMfa"
      label={t('administrator-mfa')}
      hint={t('administrator-mfa.hint')}
      inForce={settings['administratorMfa']}
      endsAt={useEndings().get('administratorMfa')}
      choices={[
        { value: 'on', label: t('security-defaults.on') },
        { value: 'off', label: t('security-defaults.off'), consequence: t('administrator-mfa.off') },
      ]}
      change={change}
      mayChange={may('security-defaults', 'write')}
      onDone={done.say}
    />
  );
}
