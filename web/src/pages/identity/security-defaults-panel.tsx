/** Manage security defaults: yes or no, what comes of it, and for how long. */
import {
  Button,
  Field,
  Link as FluentLink,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHref } from 'react-router';
import { type SettingsInForce, useTenantSettings } from '../../api/settings.ts';
import { UntilField } from '../../changes/until-field.tsx';
import { WhatIf } from '../../changes/what-if.tsx';
import type { Done } from '../../components/done-notice.tsx';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { SidePanel } from '../../components/side-panel.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';

const writers = ['global-administrator', 'security-administrator', 'conditional-access-administrator'] as const;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalL },
  buttons: { display: 'flex', gap: tokens.spacingHorizontalS },
});

export interface SecurityDefaultsPanelProps {
  readonly settings: SettingsInForce;
  readonly done: Done;
  readonly onClose: () => void;
}

export function SecurityDefaultsPanel({ settings, done, onClose }: SecurityDefaultsPanelProps): ReactElement {
  const { t } = useTranslation(['identity', 'common']);
  const styles = useStyles();
  const { tenant, may } = useSession();
  const isOn = settings['securityDefaults']?.value === true;
  const [wanted, setWanted] = useState(isOn);
  const [until, setUntil] = useState<string | null>(null);
  const change = useTenantSettings(tenant.id, settings);
  const isChanged = wanted !== isOn;
  const mayChange = may('security-defaults', 'write');
  const save = async (): Promise<void> => {
    const undo = await change.change({ securityDefaults: wanted }, until);
    done.say(t(wanted ? 'security-defaults.turned-on' : 'security-defaults.turned-off'), undo);
    onClose();
  };
  return (
    <SidePanel title={t('security-defaults')} onClose={onClose}>
      <Text>{t('security-defaults.lead')}</Text>
      <div className={styles.form}>
        <Field label={t('security-defaults.enable')}>
          <RadioGroup
            layout="horizontal"
            disabled={!mayChange}
            value={wanted ? 'yes' : 'no'}
            onChange={(_event, { value }) => setWanted(value === 'yes')}
          >
            <Radio value="yes" label={t('yes')} />
            <Radio value="no" label={t('no')} />
          </RadioGroup>
        </Field>
        {isChanged && <Consequence wanted={wanted} />}
        {isChanged && <WhatIf settings={{ securityDefaults: wanted }} />}
        {isChanged && <UntilField value={until} onChange={setUntil} />}
        {change.error !== null && <FaultNotice fault={change.error} />}
        <WhoMay />
        {mayChange && (
          <div className={styles.buttons}>
            <Button
              appearance="primary"
              disabled={!isChanged || change.isPending}
              onClick={() => void save().catch(() => {})}
            >
              {t('common:save')}
            </Button>
            <Button onClick={onClose}>{t('common:cancel')}</Button>
          </div>
        )}
      </div>
    </SidePanel>
  );
}

function Consequence({ wanted }: { readonly wanted: boolean }): ReactElement {
  const { t } = useTranslation('identity');
  const applications = useHref('/identity/applications');
  if (wanted)
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('security-defaults.on.title')}</MessageBarTitle> {t('security-defaults.on.text')}
        </MessageBarBody>
      </MessageBar>
    );
  return (
    <>
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('security-defaults.off.title')}</MessageBarTitle> {t('security-defaults.off.text')}
        </MessageBarBody>
      </MessageBar>
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>{t('security-defaults.alternative')}</MessageBarTitle>{' '}
          {t('security-defaults.alternative.text')}{' '}
          <FluentLink href={applications}>{t('security-defaults.alternative.link')}</FluentLink>
        </MessageBarBody>
      </MessageBar>
    </>
  );
}

function WhoMay(): ReactElement {
  const { t } = useTranslation(['identity', 'common']);
  const formats = useFormats();
  return (
    <Text size={200}>{t('who-may', { roles: formats.list(writers.map((role) => t(`common:role.${role}`))) })}</Text>
  );
}
