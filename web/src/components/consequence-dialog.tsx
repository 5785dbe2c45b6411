/** Asks before something that weakens, interrupts or removes: what comes of it is said first. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  ProgressBar,
  tokens,
} from '@fluentui/react-components';
import { type ReactElement, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { FaultNotice } from './fault-notice.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
});

export interface ConsequenceDialogProps {
  readonly title: string;
  /** What comes of it. */
  readonly children: ReactNode;
  /** What the button does: `Remove`, not `OK`. */
  readonly act: string;
  readonly isBusy?: boolean;
  readonly isDisabled?: boolean;
  readonly fault?: Error | null;
  readonly onAct: () => unknown;
  readonly onClose: () => void;
}

export function ConsequenceDialog(props: ConsequenceDialogProps): ReactElement {
  const { title, children, act, isBusy = false, isDisabled = false, fault = null, onAct, onClose } = props;
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <Dialog
      open
      onOpenChange={(_event, { open }) => {
        if (!open && !isBusy) onClose();
      }}
    >
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{title}</DialogTitle>
          <DialogContent>
            <Suspense fallback={<ProgressBar aria-label={t('wait')} />}>
              <div className={styles.content}>
                {children}
                {isBusy && <ProgressBar aria-label={t('wait')} />}
                {fault !== null && <FaultNotice fault={fault} />}
              </div>
            </Suspense>
          </DialogContent>
          <DialogActions>
            <Button appearance="primary" disabled={isBusy || isDisabled} onClick={() => onAct()}>
              {act}
            </Button>
            <Button disabled={isBusy} onClick={onClose}>
              {t('cancel')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
