/** The places of the centre that are open to whoever is signed in; on a narrow screen behind a button. */
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useSession } from '../session/me.ts';
import { narrow } from '../widths.ts';
import { groups } from './places.ts';

const useStyles = makeStyles({
  nav: {
    width: '232px',
    overflowY: 'auto',
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalS}`,
    [narrow]: {
      display: 'none',
      position: 'fixed',
      inset: '48px 0 0 0',
      width: 'auto',
      zIndex: 5,
      backgroundColor: tokens.colorNeutralBackground3,
    },
  },
  open: { [narrow]: { display: 'block' } },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  heading: {
    margin: `${tokens.spacingVerticalL} 0 ${tokens.spacingVerticalXS}`,
    padding: `0 ${tokens.spacingHorizontalM}`,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground3,
  },
  place: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '36px',
    padding: `0 ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground3Hover, color: tokens.colorNeutralForeground1 },
    '&[aria-current="page"]': {
      backgroundColor: tokens.colorNeutralBackground1,
      color: tokens.colorNeutralForeground1,
      fontWeight: tokens.fontWeightSemibold,
      boxShadow: `inset 3px 0 0 ${tokens.colorBrandStroke1}`,
    },
  },
  icon: { fontSize: '20px', flexShrink: 0, color: tokens.colorBrandForeground1 },
});

export function Navigation({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation();
  const styles = useStyles();
  const { may } = useSession();
  const open = groups
    .map((group) => ({
      ...group,
      places: group.places.filter(({ areas }) => areas.length === 0 || areas.some((area) => may(area))),
    }))
    .filter(({ places }) => places.length > 0);
  return (
    <nav id="navigation" aria-label={t('navigation')} className={mergeClasses(styles.nav, isOpen && styles.open)}>
      {open.map(({ name, places }) => (
        <div key={name ?? 'first'}>
          {name !== null && (
            <h2 className={styles.heading} id={`group-${name}`}>
              {t(`group.${name}`)}
            </h2>
          )}
          <ul className={styles.list} aria-labelledby={name === null ? undefined : `group-${name}`}>
            {places.map(({ name: place, path, icon: Icon }) => (
              <li key={place}>
                <NavLink to={path} end={path === '/'} className={styles.place} onClick={onClose}>
                  <Icon className={styles.icon} aria-hidden />
                  {t(`place.${place}`)}
                </NavLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
