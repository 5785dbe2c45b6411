/** Whoever is signed in: how they like the pages, what is their own, and the way out. */
import {
  Button,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuGroupHeader,
  MenuItem,
  MenuItemLink,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
} from '@fluentui/react-components';
import { PersonCircleRegular } from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { type Language, languages, rememberLanguage } from '../i18n/language.ts';
import { useSession } from '../session/me.ts';
import { signOut } from '../session/ways.ts';
import { chooseTheme, type ThemeChoice, themeChoice, themeChoices } from '../theme.ts';

export function PersonMenu(): ReactElement {
  const { t, i18n } = useTranslation();
  const { me } = useSession();
  const choose = (
    _event: unknown,
    { name, checkedItems: [chosen = ''] }: { name: string; checkedItems: string[] },
  ): void => {
    if (name === 'theme') return chooseTheme(chosen as ThemeChoice);
    rememberLanguage(chosen as Language);
    void i18n.changeLanguage(chosen);
  };
  return (
    <Menu onCheckedValueChange={choose} defaultCheckedValues={{ theme: [themeChoice()], language: [i18n.language] }}>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<PersonCircleRegular />} aria-label={t('me', { name: me.displayName })} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          <MenuGroup>
            <MenuGroupHeader>{me.actor.name}</MenuGroupHeader>
            <MenuItemLink href="/my/security">{t('me.security')}</MenuItemLink>
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('theme')}</MenuGroupHeader>
            {themeChoices.map((each) => (
              <MenuItemRadio key={each} name="theme" value={each}>
                {t(`theme.${each}`)}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuGroup>
            <MenuGroupHeader>{t('language')}</MenuGroupHeader>
            {Object.entries(languages).map(([code, name]) => (
              <MenuItemRadio key={code} name="language" value={code} lang={code}>
                {name}
              </MenuItemRadio>
            ))}
          </MenuGroup>
          <MenuDivider />
          <MenuItem onClick={() => void signOut()}>{t('sign-out')}</MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
