/** Authentication policies: added, changed, removed, and which is that of users without their own. */
import { Badge, Button, Switch, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { type SettingsInForce, useTenantSettings } from '../../api/settings.ts';
import { useAsk, useTell } from '../../api/use-ask.ts';
import { ChoiceRow } from '../../components/choice-row.tsx';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import type { Done } from '../../components/done-notice.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { NameForm } from '../../components/name-form.tsx';
import { Section } from '../../components/section.tsx';
import { useSession } from '../../session/me.ts';

type Policy = AnswerOf<'GET /tenants/{tenant}/authentication-policies'>['policies'][number];

export interface AuthenticationPoliciesProps {
  readonly settings: SettingsInForce;
  readonly done: Done;
}

export function AuthenticationPolicies({ settings, done }: AuthenticationPoliciesProps): ReactElement {
  const { t } = useTranslation('organization');
  const { tenant, may } = useSession();
  const params = { tenant: tenant.id };
  const { data, error, refetch } = useAsk('GET /tenants/{tenant}/authentication-policies', { params });
  const add = useTell('POST /tenants/{tenant}/authentication-policies');
  const mayChange = may('authentication-policy', 'write');
  const policies = data?.policies ?? [];
  return (
    <Section isCard title={t('policies')} lead={t('policies.lead')}>
      {error !== null && <FaultNotice fault={error} again={refetch} />}
      {add.error !== null && <FaultNotice fault={add.error} />}
      {data !== undefined && policies.length === 0 && <Text>{t('policies.none')}</Text>}
      <div>
        {policies.map((policy) => (
          <PolicyRow key={policy.name} policy={policy} isDefault={policy.name === data?.default} done={done} />
        ))}
      </div>
      {policies.length > 0 && <DefaultRow settings={settings} policies={policies} mayChange={mayChange} done={done} />}
      {mayChange && (
        <NameForm
          label={t('policies.name')}
          act={t('policies.add')}
          most={64}
          isBusy={add.isPending}
          onSubmit={async (name) => {
            await add.mutateAsync({ params, body: { name } });
            done.say(t('policies.added', { name }));
          }}
        />
      )}
    </Section>
  );
}

interface PolicyRowProps {
  readonly policy: Policy;
  readonly isDefault: boolean;
  readonly done: Done;
}

function PolicyRow({ policy, isDefault, done }: PolicyRowProps): ReactElement {
  const { t } = useTranslation('organization');
  const { tenant, may } = useSession();
  const opener = useRestoreFocusTarget();
  const [isAsking, setAsking] = useState(false);
  const params = { tenant: tenant.id, policy: policy.name };
  const change = useTell('PATCH /tenants/{tenant}/authentication-policies/{policy}');
  const mayChange = may('authentication-policy', 'write');
  const { name, allowBasicAuthSmtp: allows } = policy;
  const set = async (allowBasicAuthSmtp: boolean): Promise<void> => {
    await change.mutateAsync({ params, body: { allowBasicAuthSmtp } });
    done.say(t(allowBasicAuthSmtp ? 'policies.allows.done' : 'policies.blocks.done', { name }), () =>
      change.mutateAsync({ params, body: { allowBasicAuthSmtp: allows } }),
    );
  };
  return (
    <>
      <FactRow
        name={name}
        value={
          <>
            {t(allows ? 'policies.allows' : 'policies.blocks')} {isDefault && <Badge>{t('policies.is-default')}</Badge>}
          </>
        }
        action={
          mayChange ? (
            <>
              <Switch
                label={t('policies.allow')}
                aria-label={t('policies.allow.of', { name })}
                // What was asked for, until it is so.
                checked={change.isPending ? change.variables.body?.allowBasicAuthSmtp === true : allows}
                disabled={change.isPending}
                onChange={(_event, { checked }) => void set(checked).catch(() => {})}
              />
              <Button {...opener} aria-label={t('remove.of', { name })} onClick={() => setAsking(true)}>
                {t('remove')}
              </Button>
            </>
          ) : undefined
        }
      />
      {change.error !== null && <FaultNotice fault={change.error} />}
      {isAsking && <RemovePolicy name={name} done={done} onClose={() => setAsking(false)} />}
    </>
  );
}

interface RemovePolicyProps {
  readonly name: string;
  readonly done: Done;
  readonly onClose: () => void;
}

function RemovePolicy({ name, done, onClose }: RemovePolicyProps): ReactElement {
  const { t } = useTranslation('organization');
  const { tenant } = useSession();
  const remove = useTell('DELETE /tenants/{tenant}/authentication-policies/{policy}');
  const act = async (): Promise<void> => {
    await remove.mutateAsync({ params: { tenant: tenant.id, policy: name } });
    done.say(t('policies.removed', { name }));
  };
  return (
    <ConsequenceDialog
      title={t('policies.remove', { name })}
      act={t('remove')}
      isBusy={remove.isPending}
      fault={remove.error}
      onAct={() => act().catch(() => {})}
      onClose={onClose}
    >
      <Text>{t('policies.remove.consequence')}</Text>
    </ConsequenceDialog>
  );
}

interface DefaultRowProps extends AuthenticationPoliciesProps {
  readonly policies: readonly Policy[];
  readonly mayChange: boolean;
}

function DefaultRow({ settings, policies, mayChange, done }: DefaultRowProps): ReactElement {
  const { t } = useTranslation('organization');
  const { tenant } = useSession();
  const change = useTenantSettings(tenant.id, settings);
  const consequence = (allows: boolean): string | null => (allows ? null : t('policies.default.consequence'));
  return (
    <ChoiceRow
      setting="defaultAuthenticationPolicy"
      label={t('policies.default')}
      hint={t('policies.default.hint')}
      inForce={settings['defaultAuthenticationPolicy']}
      choices={[
        { value: null, label: t('policies.default.none') },
        ...policies.map(({ name, allowBasicAuthSmtp }) => ({
          value: name,
          label: name,
          consequence: consequence(allowBasicAuthSmtp),
        })),
      ]}
      change={change}
      mayChange={mayChange}
      isForeseen
      onDone={done.say}
    />
  );
}
