/** A panel at the right, above the page that it belongs to; what opened it is focused again when it closes. */
import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  makeStyles,
  OverlayDrawer,
  Spinner,
  Text,
  tokens,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { type ReactElement, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  panel: { width: 'min(640px, 100vw)', maxWidth: '100vw' },
  under: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  body: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXL,
    paddingBottom: tokens.spacingVerticalXXL,
  },
});

export interface SidePanelProps {
  readonly title: string;
  /** A second name, under the title. */
  readonly under?: string | undefined;
  readonly onClose: () => void;
  /** Stays in sight above what scrolls. */
  readonly head?: ReactNode;
  readonly children: ReactNode;
}

export function SidePanel({ title, under, onClose, head, children }: SidePanelProps): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  return (
    <OverlayDrawer
      open
      position="end"
      className={styles.panel}
      onOpenChange={(_event, { open }) => {
        if (!open) onClose();
      }}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" icon={<DismissRegular />} aria-label={t('close')} onClick={onClose} />}
        >
          {title}
        </DrawerHeaderTitle>
        {under !== undefined && <Text className={styles.under}>{under}</Text>}
        {head}
      </DrawerHeader>
      <DrawerBody>
        <Suspense fallback={<Spinner label={t('wait')} />}>
          <div className={styles.body}>{children}</div>
        </Suspense>
      </DrawerBody>
    </OverlayDrawer>
  );
}
