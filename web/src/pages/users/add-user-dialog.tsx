/** Adds a user and their mailbox; a password that the service makes is shown this once. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type FormEvent, type ReactElement, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AnswerOf } from '../../api/routes.ts';
import { useTell } from '../../api/use-ask.ts';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { ShownOnce } from '../../components/shown-once.tsx';
import { useSession } from '../../session/me.ts';

type Added = AnswerOf<'POST /users'>;

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  domain: { color: tokens.colorNeutralForeground3 },
});

export function AddUserDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [added, setAdded] = useState<Added | null>(null);
  return (
    <Dialog
      open
      onOpenChange={(_event, { open }) => {
        // A password that is shown this once does not go with a click beside it.
        if (!open && added === null) onClose();
      }}
    >
      <DialogSurface>
        {added === null ? (
          <AddForm onAdded={setAdded} onClose={onClose} />
        ) : (
          <AddedUser added={added} onClose={onClose} />
        )}
      </DialogSurface>
    </Dialog>
  );
}

function AddForm({
  onAdded,
  onClose,
}: {
  readonly onAdded: (added: Added) => void;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation(['users', 'common']);
  const styles = useStyles();
  const { tenant } = useSession();
  const id = useId();
  const tell = useTell('POST /users');
  const [displayName, setDisplayName] = useState('');
  const [name, setName] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const userPrincipalName = `${name.trim()}@${tenant.domain}`;
    const named = displayName.trim() === '' ? {} : { displayName: displayName.trim() };
    onAdded(await tell.mutateAsync({ body: { userPrincipalName, ...named } }));
  };
  return (
    <DialogBody>
      <DialogTitle>{t('add.title')}</DialogTitle>
      <DialogContent>
        {/* What the service says of a failure stands below; the promise needs no other hearer. */}
        <form id={id} className={styles.form} onSubmit={(event) => void submit(event).catch(() => {})}>
          <Field label={t('column.name')}>
            <Input value={displayName} maxLength={120} onChange={(_event, { value }) => setDisplayName(value)} />
          </Field>
          <Field label={t('column.username')} required hint={t('add.password')}>
            <Input
              value={name}
              maxLength={200}
              pattern="[^\s@<>]+"
              autoComplete="off"
              contentAfter={<span className={styles.domain}>@{tenant.domain}</span>}
              onChange={(_event, { value }) => setName(value)}
            />
          </Field>
          {tell.error !== null && <FaultNotice fault={tell.error} />}
        </form>
      </DialogContent>
      <DialogActions>
        <Button type="submit" form={id} appearance="primary" disabled={name.trim() === '' || tell.isPending}>
          {t('add')}
        </Button>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
      </DialogActions>
    </DialogBody>
  );
}

function AddedUser({ added, onClose }: { readonly added: Added; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation(['users', 'common']);
  const styles = useStyles();
  return (
    <DialogBody>
      <DialogTitle>{t('add.done', { name: added.user.displayName })}</DialogTitle>
      <DialogContent className={styles.form}>
        <Text>{added.user.userPrincipalName}</Text>
        {added.password !== undefined && <ShownOnce label={t('password')} secret={added.password} />}
        <Text>{t('add.next')}</Text>
      </DialogContent>
      <DialogActions>
        <Button appearance="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </DialogActions>
    </DialogBody>
  );
}
