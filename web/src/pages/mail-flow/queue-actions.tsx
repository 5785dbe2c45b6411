/** Buttons for messages that wait; what has consequences is asked first, and what was done is said. */
import {
  Button,
  MessageBar,
  MessageBarBody,
  makeStyles,
  ProgressBar,
  Text,
  tokens,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { ArrowSyncRegular, DismissRegular, PauseRegular, PlayRegular } from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { useSession } from '../../session/me.ts';
import { isOpenTo, type Message, type QueueAction, queueActions } from './message.ts';
import { useQueueAction } from './use-queue-action.ts';

const icons = {
  retry: <ArrowSyncRegular />,
  hold: <PauseRegular />,
  release: <PlayRegular />,
  cancel: <DismissRegular />,
} as const;

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalS },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS, minHeight: '32px' },
});

export interface QueueActionsProps {
  readonly messages: readonly Message[];
  /** How many of a list are selected; left out where there is one message only. */
  readonly selected?: number;
  readonly onDone?: () => void;
}

export function QueueActions({ messages, selected, onDone }: QueueActionsProps): ReactElement | null {
  const { t } = useTranslation('mail-flow');
  const styles = useStyles();
  const { may } = useSession();
  const { act, at, failures } = useQueueAction();
  const [asked, setAsked] = useState<QueueAction | null>(null);
  const opener = useRestoreFocusTarget();
  const [said, setSaid] = useState('');
  const work = async (action: QueueAction): Promise<void> => {
    setSaid('');
    const count = await act(action, messages);
    setAsked(null);
    setSaid(t(`done.${action}`, { count }));
    onDone?.();
  };
  if (!may('message', 'write')) return null;
  const open = queueActions.filter((action) => messages.some((message) => isOpenTo(action, message)));
  // Trying again and letting go harm nobody; the others are asked first.
  const begin = (action: QueueAction): void =>
    action === 'retry' || action === 'release' ? void work(action) : setAsked(action);
  return (
    <div className={styles.box}>
      <div className={styles.row}>
        {selected !== undefined && (
          <Text>{selected === 0 ? t('select.hint') : t('select.count', { count: selected })}</Text>
        )}
        {open.map((action) => (
          <Button key={action} {...opener} icon={icons[action]} disabled={at !== null} onClick={() => begin(action)}>
            {t(`action.${action}`)}
          </Button>
        ))}
      </div>
      {at !== null && <ProgressBar value={at + 1} max={messages.length} aria-label={t('working')} />}
      <div role="status">
        {said !== '' && (
          <MessageBar intent="success">
            <MessageBarBody>{said}</MessageBarBody>
          </MessageBar>
        )}
      </div>
      {failures.map(({ name, fault }) => (
        <MessageBar key={name} intent="error" layout="multiline">
          <MessageBarBody>{`${name}: ${fault.message}`}</MessageBarBody>
        </MessageBar>
      ))}
      {asked !== null && (
        <ConsequenceDialog
          title={t(`ask.${asked}.title`, { count: messages.length })}
          act={t(`action.${asked}`)}
          isBusy={at !== null}
          onAct={() => work(asked)}
          onClose={() => setAsked(null)}
        >
          <Text>{t(`ask.${asked}.text`)}</Text>
        </ConsequenceDialog>
      )}
    </div>
  );
}
