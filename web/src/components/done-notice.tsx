/** Says what was done, and takes it back if wanted. */
import { Button, MessageBar, MessageBarActions, MessageBarBody, Spinner } from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Undo } from '../api/settings.ts';
import { FaultNotice } from './fault-notice.tsx';

interface Said {
  readonly text: string;
  /** Null: there is no way back, or it was gone. */
  readonly undo: Undo | null;
}

export interface Done {
  /** Where it is said; to stand in the page all the time, so that it is heard when it changes. */
  readonly notice: ReactElement;
  say(text: string, undo?: Undo | null): void;
  clear(): void;
}

export function useDone(): Done {
  const [said, setSaid] = useState<Said | null>(null);
  return {
    notice: <div role="status">{said !== null && <Notice key={said.text} said={said} onSay={setSaid} />}</div>,
    say: (text, undo = null) => setSaid({ text, undo }),
    clear: () => setSaid(null),
  };
}

function Notice({ said, onSay }: { readonly said: Said; readonly onSay: (said: Said | null) => void }): ReactElement {
  const { t } = useTranslation();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<Error | null>(null);
  const takeBack = async (undo: Undo): Promise<void> => {
    setBusy(true);
    try {
      await undo();
      onSay({ text: t('done.undone'), undo: null });
    } catch (error) {
      setFault(error as Error);
    } finally {
      setBusy(false);
    }
  };
  if (fault !== null) return <FaultNotice fault={fault} />;
  return (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody>{said.text}</MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            icon={<DismissRegular />}
            aria-label={t('done.dismiss')}
            onClick={() => onSay(null)}
          />
        }
      >
        {said.undo !== null && (
          <Button
            disabled={isBusy}
            {...(isBusy ? { icon: <Spinner size="tiny" /> } : {})}
            onClick={() => said.undo !== null && void takeBack(said.undo)}
          >
            {t('done.undo')}
          </Button>
        )}
      </MessageBarActions>
    </MessageBar>
  );
}
