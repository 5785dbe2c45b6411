/** A secret or a certificate of an application: until when it is good, and the way to remove it. */
import { Badge, Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';

const soonMs = 30 * 86_400_000;

export interface CredentialRowProps {
  readonly name: string;
  readonly endsAt: number;
  /** By what it is known again. */
  readonly hint: string;
  readonly isBusy: boolean;
  readonly fault: Error | null;
  readonly onRemove: () => Promise<void>;
}

export function CredentialRow({ name, endsAt, hint, isBusy, fault, onRemove }: CredentialRowProps): ReactElement {
  const { t } = useTranslation('applications');
  const formats = useFormats();
  const { may } = useSession();
  const opener = useRestoreFocusTarget();
  const [isAsking, setAsking] = useState(false);
  const now = Date.now();
  const colour = endsAt <= now ? 'danger' : endsAt - now < soonMs ? 'warning' : 'success';
  return (
    <>
      <FactRow
        name={name}
        value={
          <Badge appearance="tint" color={colour}>
            {t(endsAt <= now ? 'ended' : 'ends', { day: formats.day(endsAt), in: formats.ago(endsAt) })}
          </Badge>
        }
        hint={hint}
        action={
          may('application', 'write') ? (
            <Button {...opener} aria-label={t('remove.of', { name })} onClick={() => setAsking(true)}>
              {t('remove')}
            </Button>
          ) : undefined
        }
      />
      {isAsking && (
        <ConsequenceDialog
          title={t('remove.title', { name })}
          act={t('remove')}
          isBusy={isBusy}
          fault={fault}
          onAct={() => onRemove().catch(() => {})}
          onClose={() => setAsking(false)}
        >
          <Text>{t('credential.consequence')}</Text>
        </ConsequenceDialog>
      )}
    </>
  );
}
