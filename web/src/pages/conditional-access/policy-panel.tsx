/** One Conditional Access policy: looked at, edited, added, removed. */
import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  Textarea,
  tokens,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import type { Done } from '../../components/done-notice.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useSession } from '../../session/me.ts';
import { bodyOf, formOf, listNames, type Policy, type PolicyForm, states } from './policy.ts';

const useStyles = makeStyles({ buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS } });

export interface PolicyPanelProps {
  /** Null: a new one. */
  readonly policy: Policy | null;
  readonly done: Done;
  readonly onClose: () => void;
}

export function PolicyPanel({ policy, done, onClose }: PolicyPanelProps): ReactElement {
  const { t } = useTranslation(['conditional-access', 'common']);
  const styles = useStyles();
  const { tenant, may } = useSession();
  const [form, setForm] = useState(() => formOf(policy));
  const add = useTell('POST /tenants/{tenant}/conditional-access');
  const change = useTell('PATCH /tenants/{tenant}/conditional-access/{policy}');
  const mayChange = may('conditional-access', 'write');
  const fault = add.error ?? change.error;
  const save = async (): Promise<void> => {
    const body = bodyOf(form);
    if (policy === null) {
      await add.mutateAsync({ params: { tenant: tenant.id }, body });
      done.say(t('added', { name: body.name }));
    } else {
      const params = { tenant: tenant.id, policy: policy.id };
      await change.mutateAsync({ params, body });
      done.say(t('changed', { name: body.name }), () => change.mutateAsync({ params, body: bodyOf(formOf(policy)) }));
    }
    onClose();
  };
  return (
    <SidePanel title={policy?.name ?? t('add')} onClose={onClose}>
      <PolicyFields form={form} isReadOnly={!mayChange} onChange={setForm} />
      {form.state === 'enabled' && policy?.state !== 'enabled' && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{t(`warning.${form.grant}`)}</MessageBarBody>
        </MessageBar>
      )}
      {fault !== null && <FaultNotice fault={fault} />}
      {mayChange && (
        <div className={styles.buttons}>
          <Button
            appearance="primary"
            disabled={form.name.trim() === '' || add.isPending || change.isPending}
            onClick={() => void save().catch(() => {})}
          >
            {t('common:save')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          {policy !== null && <RemovePolicy policy={policy} done={done} onClose={onClose} />}
        </div>
      )}
    </SidePanel>
  );
}

interface PolicyFieldsProps {
  readonly form: PolicyForm;
  readonly isReadOnly: boolean;
  readonly onChange: (form: PolicyForm) => void;
}

function PolicyFields({ form, isReadOnly, onChange }: PolicyFieldsProps): ReactElement {
  const { t } = useTranslation('conditional-access');
  const clients = ['legacy', 'all', ...(form.clients === 'other' ? (['other'] as const) : [])] as const;
  const choice = (name: 'state' | 'grant' | 'clients', values: readonly string[]): ReactElement => (
    <Field label={t(name)}>
      <RadioGroup
        disabled={isReadOnly}
        value={form[name]}
        onChange={(_event, { value }) => onChange({ ...form, [name]: value })}
      >
        {values.map((value) => (
          <Radio key={value} value={value} label={t(`${name}.${value}`)} />
        ))}
      </RadioGroup>
    </Field>
  );
  return (
    <>
      <Field label={t('name')} required>
        <Input
          value={form.name}
          readOnly={isReadOnly}
          maxLength={320}
          onChange={(_event, { value }) => onChange({ ...form, name: value })}
        />
      </Field>
      {choice('state', states)}
      {choice('grant', ['block', 'mfa'])}
      {choice('clients', clients)}
      {listNames.map((name) => (
        <Field key={name} label={t(name)} hint={t(`${name}.hint`)}>
          <Textarea
            value={form[name]}
            readOnly={isReadOnly}
            rows={2}
            resize="vertical"
            maxLength={100_000}
            onChange={(_event, { value }) => onChange({ ...form, [name]: value })}
          />
        </Field>
      ))}
    </>
  );
}

function RemovePolicy({ policy, done, onClose }: PolicyPanelProps & { readonly policy: Policy }): ReactElement {
  const { t } = useTranslation('conditional-access');
  const { tenant } = useSession();
  const opener = useRestoreFocusTarget();
  const [isAsking, setAsking] = useState(false);
  const tell = useTell('DELETE /tenants/{tenant}/conditional-access/{policy}');
  const act = async (): Promise<void> => {
    await tell.mutateAsync({ params: { tenant: tenant.id, policy: policy.id } });
    onClose();
    done.say(t('removed', { name: policy.name }));
  };
  return (
    <>
      <Button {...opener} onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      {isAsking && (
        <ConsequenceDialog
          title={t('remove.title', { name: policy.name })}
          act={t('remove')}
          isBusy={tell.isPending}
          fault={tell.error}
          onAct={() => act().catch(() => {})}
          onClose={() => setAsking(false)}
        >
          <Text>{t('remove.consequence')}</Text>
        </ConsequenceDialog>
      )}
    </>
  );
}
