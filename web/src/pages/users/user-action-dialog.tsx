/** One action on several users: what comes of it, how far it is, and for whom it did not work. */
import { MessageBar, MessageBarBody, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WhatIf } from '../../changes/what-if.tsx';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import type { Done } from '../../components/done-notice.tsx';
import { useEach } from '../../components/use-each.ts';
import type { ListedUser } from './listed-user.ts';
import { carryOut, type UserAction, useRefresh, userActions, wayBack } from './user-action.ts';

/** So many names stand in the question; of the rest the number. */
const named = 8;

const useStyles = makeStyles({
  names: { margin: 0, paddingLeft: tokens.spacingHorizontalXL, overflowWrap: 'anywhere' },
});

export interface UserActionDialogProps {
  readonly action: UserAction;
  readonly users: readonly ListedUser[];
  readonly done: Done;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

export function UserActionDialog(props: UserActionDialogProps): ReactElement {
  const { action, users, done, onClose, onDone } = props;
  const { t } = useTranslation('users');
  const styles = useStyles();
  const { settings } = userActions[action];
  const each = useEach();
  const refresh = useRefresh();
  // What is left after those for whom it worked.
  const [left, setLeft] = useState(users);
  const act = async (): Promise<void> => {
    const worked = await each.run(
      left,
      ({ userPrincipalName }) => userPrincipalName,
      (user) => carryOut(action, user),
    );
    await refresh();
    const undo = wayBack(action, worked);
    const undone = undo === null ? null : () => undo().finally(() => void refresh());
    if (worked.length > 0) done.say(t(`action.${action}.done`, { count: worked.length }), undone);
    setLeft(left.filter((user) => !worked.includes(user)));
    if (worked.length === left.length) onDone();
  };
  return (
    <ConsequenceDialog
      title={t(`action.${action}.title`, { count: left.length })}
      act={t(`action.${action}`)}
      isBusy={each.at !== null}
      onAct={act}
      onClose={onClose}
    >
      <Text>{t(`action.${action}.consequence`)}</Text>
      {settings !== null && <WhatIf users={users.map(({ id }) => ({ user: id, settings }))} />}
      <ul className={styles.names}>
        {left.slice(0, named).map(({ id, userPrincipalName }) => (
          <li key={id}>{userPrincipalName}</li>
        ))}
        {left.length > named && <li>{t('bulk.more', { count: left.length - named })}</li>}
      </ul>
      {each.at !== null && <ProgressBar aria-label={t('bulk.progress')} value={each.at} max={left.length} />}
      {each.failures.length > 0 && (
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody role="alert">
            {t('bulk.failed', { count: each.failures.length })} {each.failures[0]?.name}:{' '}
            {each.failures[0]?.fault.message}
          </MessageBarBody>
        </MessageBar>
      )}
    </ConsequenceDialog>
  );
}
