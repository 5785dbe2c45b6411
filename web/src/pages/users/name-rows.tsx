/** The names of a user: for people, to sign in with, and to be written to. */
import { Button, Field, Input, Text, Textarea, useRestoreFocusTarget } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { FactRow } from '../../components/fact-row.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { useSession } from '../../session/me.ts';
import type { UserTabProps } from './user-tab.ts';

export function NameRows(props: UserTabProps): ReactElement {
  const { user } = props;
  const { t } = useTranslation('users');
  const { may } = useSession();
  const formats = useFormats();
  const opener = useRestoreFocusTarget();
  const [isOpen, setOpen] = useState(false);
  const edit = (
    <Button {...opener} onClick={() => setOpen(true)}>
      {t('names.edit')}
    </Button>
  );
  return (
    <>
      <FactRow name={t('column.name')} value={user.displayName} action={may('user', 'write') ? edit : undefined} />
      <FactRow
        name={t('column.username')}
        value={user.userPrincipalName}
        hint={t('created', { day: formats.day(user.createdAt) })}
      />
      <FactRow name={t('aliases')} value={user.aliases.length === 0 ? t('aliases.none') : formats.list(user.aliases)} />
      {isOpen && <NamesDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

function NamesDialog({ user, done, onClose }: UserTabProps & { readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('users');
  const go = useNavigate();
  const [search] = useSearchParams();
  const tell = useTell('PATCH /users/{user}');
  const [displayName, setDisplayName] = useState(user.displayName);
  const [login, setLogin] = useState(user.userPrincipalName);
  const [aliases, setAliases] = useState(user.aliases.join('\n'));
  const params = { user: user.id };
  const save = async (): Promise<void> => {
    const body = {
      displayName: displayName.trim(),
      userPrincipalName: login.trim(),
      aliases: aliases.split(/\s+/).filter((alias) => alias !== ''),
    };
    await tell.mutateAsync({ params, body });
    const { displayName: name, userPrincipalName, aliases: before } = user;
    done.say(t('names.saved'), () =>
      tell.mutateAsync({ params, body: { displayName: name, userPrincipalName, aliases: [...before] } }),
    );
    onClose();
    // Under an id, the address stays good whatever the name becomes.
    if (body.userPrincipalName !== userPrincipalName)
      void go({ pathname: `/users/${user.id}`, search: search.toString() }, { replace: true });
  };
  return (
    <ConsequenceDialog
      title={t('names.edit')}
      act={t('save-changes')}
      isBusy={tell.isPending}
      isDisabled={displayName.trim() === '' || login.trim() === ''}
      fault={tell.error}
      onAct={() => save().catch(() => {})}
      onClose={onClose}
    >
      <Field label={t('column.name')} required>
        <Input value={displayName} maxLength={120} onChange={(_event, { value }) => setDisplayName(value)} />
      </Field>
      <Field label={t('column.username')} required>
        <Input value={login} maxLength={320} autoComplete="off" onChange={(_event, { value }) => setLogin(value)} />
      </Field>
      {login.trim() !== user.userPrincipalName && <Text>{t('names.consequence')}</Text>}
      <Field label={t('aliases')} hint={t('aliases.hint')}>
        <Textarea value={aliases} rows={2} maxLength={100_000} onChange={(_event, { value }) => setAliases(value)} />
      </Field>
    </ConsequenceDialog>
  );
}
