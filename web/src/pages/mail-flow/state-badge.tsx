/** The state of a recipient, or of a message, in a word, a colour and a form. */
import { Badge } from '@fluentui/react-components';
import {
  ArrowSyncCircleRegular,
  CheckmarkCircleFilled,
  ClockRegular,
  DismissCircleFilled,
  PauseCircleRegular,
  QuestionCircleRegular,
  SubtractCircleRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StateName } from './message.ts';

const looks = {
  queued: { color: 'informative', icon: <ClockRegular /> },
  delivering: { color: 'brand', icon: <ArrowSyncCircleRegular /> },
  deferred: { color: 'warning', icon: <ClockRegular /> },
  uncertain: { color: 'warning', icon: <QuestionCircleRegular /> },
  held: { color: 'informative', icon: <PauseCircleRegular /> },
  delivered: { color: 'success', icon: <CheckmarkCircleFilled /> },
  bounced: { color: 'danger', icon: <DismissCircleFilled /> },
  cancelled: { color: 'subtle', icon: <SubtractCircleRegular /> },
  dead: { color: 'danger', icon: <DismissCircleFilled /> },
} as const;

export function StateBadge({ state }: { readonly state: StateName }): ReactElement {
  const { t } = useTranslation('mail-flow');
  return (
    <Badge appearance="tint" {...looks[state]}>
      {t(`state.${state}`)}
    </Badge>
  );
}
