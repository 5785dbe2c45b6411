/** Manage email apps: whether the mailbox may be signed in to over SMTP. */
import { Button, Checkbox, makeStyles, Text, tokens } from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useUserSettings } from '../../api/settings.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Section } from '../../components/section.tsx';
import { Source } from '../../components/source.tsx';
import { useSession } from '../../session/me.ts';
import { EffectiveAnswer } from './effective-answer.tsx';
import type { UserTabProps } from './user-tab.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM, alignItems: 'start' },
  hint: { color: tokens.colorNeutralForeground3 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export function EmailApps({
  user,
  settings,
  done,
  onBack,
}: UserTabProps & { readonly onBack: () => void }): ReactElement {
  const { t } = useTranslation('users');
  const styles = useStyles();
  const { may } = useSession();
  const change = useUserSettings(user.id, settings);
  const inForce = settings['mailboxSmtpAuth'];
  const [chosen, setChosen] = useState<'on' | 'off' | null>(null);
  const shown = chosen ?? String(inForce?.value);
  const save = async (value: 'on' | 'off' | null): Promise<void> => {
    const undo = await change.change({ mailboxSmtpAuth: value });
    setChosen(null);
    done.say(t(`email-apps.saved.${value ?? 'inherit'}`), undo);
  };
  const isOwn = inForce !== undefined && inForce.value !== 'inherit';
  return (
    <Section
      title={t('email-apps.manage')}
      lead={t('email-apps.lead')}
      action={
        <Button appearance="subtle" icon={<ArrowLeftRegular />} onClick={onBack}>
          {t('back')}
        </Button>
      }
    >
      <div className={styles.form}>
        <Checkbox
          label={t('column.smtp-auth')}
          checked={shown === 'inherit' ? 'mixed' : shown === 'on'}
          disabled={!may('mailbox', 'write')}
          onChange={(_event, { checked }) => setChosen(checked === true ? 'on' : 'off')}
        />
        <Text size={200} className={styles.hint}>
          {t(`smtp-auth.${shown}.meaning`)} <Source setting={inForce} />
        </Text>
        {change.error !== null && <FaultNotice fault={change.error} />}
        {may('mailbox', 'write') && (
          <SaveButtons chosen={chosen} isOwn={isOwn} isBusy={change.isPending} onSave={save} />
        )}
      </div>
      <EffectiveAnswer user={user.id} smtpAuth={String(inForce?.value)} />
    </Section>
  );
}

interface SaveButtonsProps {
  readonly chosen: 'on' | 'off' | null;
  /** The mailbox has a value of its own. */
  readonly isOwn: boolean;
  readonly isBusy: boolean;
  /** Null: as the organization has it. */
  readonly onSave: (value: 'on' | 'off' | null) => Promise<void>;
}

function SaveButtons({ chosen, isOwn, isBusy, onSave }: SaveButtonsProps): ReactElement {
  const { t } = useTranslation('users');
  return (
    <div className={useStyles().buttons}>
      <Button
        appearance="primary"
        disabled={chosen === null || isBusy}
        onClick={() => chosen !== null && void onSave(chosen).catch(() => {})}
      >
        {t('save-changes')}
      </Button>
      {isOwn && (
        <Button disabled={isBusy} onClick={() => void onSave(null).catch(() => {})}>
          {t('email-apps.inherit')}
        </Button>
      )}
    </div>
  );
}
