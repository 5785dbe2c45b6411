/** Carries a plan out, once it is agreed to; then it can be taken back. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  DialogTrigger,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  ProgressBar,
  Text,
} from '@fluentui/react-components';
import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { changeSettings, undoChanges } from '../changes/change-settings.ts';
import { UntilField } from '../changes/until-field.tsx';
import { FaultNotice } from '../components/fault-notice.tsx';
import { useSession } from '../session/me.ts';
import type { Plan } from './plan-view.tsx';
import { useSharedWords } from './words.ts';

export interface AppliedPlan {
  readonly apply: UseMutationResult<string, Error, Applying>;
  readonly undo: UseMutationResult<void, Error, string>;
}

interface Applying {
  readonly plan: Plan;
  readonly until: string | null;
}

/** What was carried out of the plans for `user`, as long as the page is about them. */
export function useApplyPlan(user: string): AppliedPlan {
  const client = useQueryClient();
  const { tenant } = useSession();
  const shown = { onSettled: () => client.invalidateQueries() };
  return {
    apply: useMutation<string, Error, Applying>({
      mutationFn: ({ plan, until }) => changeSettings({ tenant: tenant.id, user, settings: plan.changes, until }),
      ...shown,
    }),
    undo: useMutation<void, Error, string>({ mutationFn: undoChanges, ...shown }),
  };
}

/** How it went, and the way back. */
export function AppliedNotice({ applied: { apply, undo } }: { readonly applied: AppliedPlan }): ReactElement {
  const { t } = useTranslation('doctor');
  const takeBack = (): void => {
    if (apply.data !== undefined) undo.mutate(apply.data, { onSuccess: () => apply.reset() });
  };
  return (
    <>
      {(apply.isPending || undo.isPending) && <ProgressBar aria-label={t('working')} />}
      {apply.error !== null && <FaultNotice fault={apply.error} />}
      {undo.error !== null && <FaultNotice fault={undo.error} />}
      {undo.isSuccess && apply.data === undefined && (
        <MessageBar intent="info">
          <MessageBarBody role="status">{t('apply.undone')}</MessageBarBody>
        </MessageBar>
      )}
      {apply.data !== undefined && (
        <MessageBar intent="success" layout="multiline">
          <MessageBarBody role="status">{t('apply.done')}</MessageBarBody>
          <MessageBarActions>
            <Button disabled={undo.isPending} onClick={takeBack}>
              {t('apply.undo')}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </>
  );
}

/** Says what a plan changes and weakens, and asks. */
export function ApplyPlan({
  plan,
  applied: { apply },
}: {
  readonly plan: Plan;
  readonly applied: AppliedPlan;
}): ReactElement | null {
  if (plan.changes.length === 0) return null;
  return <Agree plan={plan} isBusy={apply.isPending} onAgree={(until) => apply.mutate({ plan, until })} />;
}

interface AgreeProps {
  readonly plan: Plan;
  readonly isBusy: boolean;
  readonly onAgree: (until: string | null) => void;
}

function Agree({ plan, isBusy, onAgree }: AgreeProps): ReactElement {
  const { t } = useTranslation('doctor');
  const words = useSharedWords();
  const [until, setUntil] = useState<string | null>(null);
  return (
    <Dialog>
      <DialogTrigger disableButtonEnhancement>
        <Button appearance="primary" disabled={isBusy} style={{ alignSelf: 'start' }}>
          {t('apply')}
        </Button>
      </DialogTrigger>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{t('apply.title')}</DialogTitle>
          <DialogContent>
            <Text>{t('apply.text')}</Text>
            <ul>
              {plan.steps.map(({ message, weakens }) => (
                <li key={message.key}>
                  {words.say(message)} – {words.t(`plan.weakens.${weakens}`)}
                </li>
              ))}
            </ul>
            <UntilField value={until} onChange={setUntil} />
          </DialogContent>
          <DialogActions>
            <DialogTrigger disableButtonEnhancement>
              <Button>{t('apply.cancel')}</Button>
            </DialogTrigger>
            <DialogTrigger disableButtonEnhancement>
              <Button appearance="primary" onClick={() => onAgree(until)}>
                {t('apply.yes')}
              </Button>
            </DialogTrigger>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
