/** The bar above every page: the brand, the one search box, and the person. */
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { NavigationRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useSession } from '../session/me.ts';
import { narrow } from '../widths.ts';
import { PersonMenu } from './person-menu.tsx';
import { SearchBox } from './search-box.tsx';

const useStyles = makeStyles({
  bar: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '48px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  toggle: { display: 'none', [narrow]: { display: 'inline-flex' } },
  brand: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
  },
  logo: { width: '24px', height: '24px', fill: tokens.colorBrandForeground1 },
  tenant: {
    color: tokens.colorNeutralForeground3,
    whiteSpace: 'nowrap',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    [narrow]: { display: 'none' },
  },
  name: { [narrow]: { display: 'none' } },
  search: { flexGrow: 1, display: 'flex', justifyContent: 'center', minWidth: 0 },
});

export function TopBar({
  isOpen,
  onToggle,
}: {
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const { tenant } = useSession();
  return (
    <header className={styles.bar}>
      <Button
        className={styles.toggle}
        appearance="subtle"
        icon={<NavigationRegular />}
        aria-label={t('navigation')}
        aria-expanded={isOpen}
        aria-controls="navigation"
        onClick={onToggle}
      />
      <Link className={styles.brand} to="/">
        <svg className={styles.logo} viewBox="0 0 24 24" aria-hidden="true">
          <path d="M3 21V10a9 9 0 0 1 18 0v11h-4V10a5 5 0 0 0-10 0v11z" />
          <path d="M10 21v-9.5a2 2 0 0 1 4 0V21z" opacity=".5" />
        </svg>
        <span className={styles.name}>{t('brand')}</span>
      </Link>
      <span className={styles.tenant}>{tenant.displayName}</span>
      <div className={styles.search}>
        <SearchBox />
      </div>
      <PersonMenu />
    </header>
  );
}
