/** Settings and their values in words, as the pages name them. */
import { useTranslation } from 'react-i18next';

export interface SettingWords {
  name(setting: string): string;
  value(setting: string, value: unknown): string;
}

const longestText = 2000;

export function useSettingWords(): SettingWords {
  const { t, i18n } = useTranslation('settings');
  return {
    name: (setting) => (i18n.exists(`name.${setting}`, { ns: 'settings' }) ? t(`name.${setting}`) : setting),
    value(setting, value) {
      if (value === null || value === undefined) return t('value.default');
      if (typeof value === 'boolean') return t(value ? 'value.on' : 'value.off');
      if (typeof value === 'string')
        return i18n.exists(`value.${value}`, { ns: 'settings' }) && setting in ofWords ? t(`value.${value}`) : value;
      return (JSON.stringify(value, null, 2) ?? '').slice(0, longestText);
    },
  };
}

/** Settings whose values are words of ours, and no names that somebody chose. */
const ofWords: Readonly<Record<string, true>> = {
  administratorMfa: true,
  smtpAuth: true,
  appPasswords: true,
  basicAuthentication: true,
  overMessageRate: true,
  mailboxSmtpAuth: true,
  perUserMfa: true,
};
