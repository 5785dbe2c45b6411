/** The filters of a list: those that are wanted often in sight, the others behind a button, and one that takes all away. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';

const useStyles = makeStyles({
  bar: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(184px, 1fr))',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    '& > *': { minWidth: 0 },
    '& .fui-SearchBox, & .fui-Input, & .fui-Select': { width: '100%', maxWidth: 'none', minWidth: 0 },
    '& input': { minWidth: 0 },
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalXS },
});

export interface FilterBarProps {
  readonly children: ReactNode;
  readonly more?: ReactNode;
  /** One of those behind the button is in use. */
  readonly isMoreUsed?: boolean;
  readonly isAny: boolean;
  readonly onClear: () => void;
}

export function FilterBar({ children, more, isMoreUsed = false, isAny, onClear }: FilterBarProps): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const [isOpen, setOpen] = useState(isMoreUsed);
  return (
    <div role="search" aria-label={t('filter')} className={styles.bar}>
      {children}
      {isOpen && more}
      <div className={styles.buttons}>
        {more !== undefined && (
          <Button appearance="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'filter.fewer' : 'filter.more')}
          </Button>
        )}
        {isAny && (
          <Button appearance="subtle" onClick={onClear}>
            {t('filter.clear')}
          </Button>
        )}
      </div>
    </div>
  );
}
