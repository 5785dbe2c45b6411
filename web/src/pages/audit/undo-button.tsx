/** Takes a change back, after it was said what that does. */
import { Button, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { ArrowUndoRegular } from '@fluentui/react-icons';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useTell } from '../../api/use-ask.ts';
import { ConsequenceDialog } from '../../components/consequence-dialog.tsx';
import { type AuditEntry, pathOf } from './audit-entry.ts';
import { BeforeAndAfter } from './before-and-after.tsx';

export function UndoButton({ entry }: { readonly entry: AuditEntry }): ReactElement {
  const { t } = useTranslation('audit');
  const go = useNavigate();
  const opener = useRestoreFocusTarget();
  const [isAsked, ask] = useState(false);
  const { mutateAsync, isPending, error, reset } = useTell('POST /audit/{id}/undo');
  const close = (): void => {
    reset();
    ask(false);
  };
  const undo = async (): Promise<void> => {
    const answer = await mutateAsync({ params: { id: entry.id } }).catch(() => null);
    if (answer === null) return;
    ask(false);
    void go(pathOf(answer.entry));
  };
  const back = entry.changes.map((change) => ({ ...change, before: change.after, after: change.before }));
  return (
    <>
      <Button {...opener} appearance="primary" icon={<ArrowUndoRegular />} onClick={() => ask(true)}>
        {t('undo')}
      </Button>
      {isAsked && (
        <ConsequenceDialog
          title={t('undo.title')}
          act={t('undo')}
          isBusy={isPending}
          fault={error}
          onAct={undo}
          onClose={close}
        >
          <Text>{t('undo.text')}</Text>
          <BeforeAndAfter changes={back} />
        </ConsequenceDialog>
      )}
    </>
  );
}
