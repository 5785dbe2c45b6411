/** How far a step weakens what protects people: in words and in colour. */
import { Badge } from '@fluentui/react-components';
import { ShieldCheckmarkRegular, ShieldErrorRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useSharedWords } from './words.ts';

const colours = { nothing: 'success', mailbox: 'warning', user: 'warning', organization: 'danger' } as const;

export type Weakens = keyof typeof colours;

export function Weakening({ weakens }: { readonly weakens: Weakens }): ReactElement {
  const { t } = useSharedWords();
  const icon = weakens === 'nothing' ? <ShieldCheckmarkRegular /> : <ShieldErrorRegular />;
  return (
    <Badge appearance="tint" color={colours[weakens]} icon={icon}>
      {t(`plan.weakens.${weakens}`)}
    </Badge>
  );
}
