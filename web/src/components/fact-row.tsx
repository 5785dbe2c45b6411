/** One thing that is so: its name, what it is, whence, and what can be done about it. */
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactElement, ReactNode } from 'react';
import { narrow } from '../widths.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'center',
    padding: `${tokens.spacingVerticalM} 0`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    ':last-child': { borderBottomStyle: 'none' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  words: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXXS, minWidth: 0 },
  value: { overflowWrap: 'anywhere' },
  hint: { color: tokens.colorNeutralForeground3 },
  action: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

export interface FactRowProps {
  readonly name: string;
  readonly value?: ReactNode;
  /** What it means, or where it comes from. */
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
}

export function FactRow({ name, value, hint, action }: FactRowProps): ReactElement {
  const styles = useStyles();
  return (
    <div className={styles.row}>
      <div className={styles.words}>
        <Text weight="semibold">{name}</Text>
        {value !== undefined && <div className={styles.value}>{value}</div>}
        {hint !== undefined && (
          <Text size={200} className={styles.hint}>
            {hint}
          </Text>
        )}
      </div>
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
