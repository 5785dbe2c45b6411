/** Registers an application. */
import { Checkbox, Field, Input, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { useSession } from '../../session/me.ts';

/** What an application that sends asks for, by how it signs in. */
const sending = ['SMTP.SendAsApp', 'SMTP.Send', 'Mail.Send'] as const;

export interface AddApplicationProps {
  readonly onClose: () => void;
  readonly onAdded: (added: AnswerOf<'POST /applications'>) => void;
}

export function AddApplication({ onClose, onAdded }: AddApplicationProps): ReactElement {
  const { t } = useTranslation('applications');
  const { tenant } = useSession();
  const tell = useTell('POST /applications');
  const [displayName, setDisplayName] = useState('');
  const [isPublic, setPublic] = useState(false);
  const [uris, setUris] = useState('');
  const [wanted, setWanted] = useState<readonly string[]>(['SMTP.SendAsApp']);
  const act = async (): Promise<void> => {
    const redirectUris = uris.split(/\s+/).filter((uri) => uri !== '');
    const body = { tenant: tenant.id, displayName: displayName.trim(), publicClient: isPublic, redirectUris };
    onAdded(await tell.mutateAsync({ body: { ...body, requiredPermissions: [...wanted] } }));
  };
  return (
    <ConsequenceDialog
      title={t('add')}
      act={t('add')}
      isBusy={tell.isPending}
      isDisabled={displayName.trim() === ''}
      fault={tell.error}
      onAct={() => act().catch(() => {})}
      onClose={onClose}
    >
      <Field label={t('name')} required>
        <Input value={displayName} maxLength={120} onChange={(_event, { value }) => setDisplayName(value)} />
      </Field>
      <RadioGroup
        aria-label={t('kind')}
        value={String(isPublic)}
        onChange={(_event, { value }) => setPublic(value === 'true')}
      >
        <Radio value="false" label={t('confidential.meaning')} />
        <Radio value="true" label={t('public.meaning')} />
      </RadioGroup>
      <div role="group" aria-label={t('wanted')}>
        {sending.map((name) => (
          <Checkbox
            key={name}
            label={t(`permission.${name}`)}
            checked={wanted.includes(name)}
            onChange={(_event, { checked }) =>
              setWanted(checked === true ? [...wanted, name] : wanted.filter((each) => each !== name))
            }
          />
        ))}
      </div>
      <Field label={t('redirect-uris')} hint={t('redirect-uris.hint')}>
        <Textarea value={uris} rows={2} maxLength={10_000} onChange={(_event, { value }) => setUris(value)} />
      </Field>
    </ConsequenceDialog>
  );
}
