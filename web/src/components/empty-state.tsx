/** A list with nothing in it: what that means, and what to do. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    gap: tokens.spacingVerticalS,
    padding: tokens.spacingVerticalXXXL,
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
});

export interface EmptyStateProps {
  readonly title: string;
  readonly text: string;
  readonly action?: ReactNode;
}

export function EmptyState({ title, text, action }: EmptyStateProps): ReactElement {
  return (
    <div className={useStyles().box} role="status">
      <Text weight="semibold" size={400}>
        {title}
      </Text>
      <Text>{text}</Text>
      {action}
    </div>
  );
}
