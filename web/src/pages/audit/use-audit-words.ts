/** Changes in words: what was done, to what, and what a value is. */
import { useTranslation } from 'react-i18next';
import { useSettingWords } from '../../components/setting-words.ts';
import type { AuditEntry } from './audit-entry.ts';

type Change = AuditEntry['changes'][number];

export interface AuditWords {
  action(entry: Pick<AuditEntry, 'action'>): string;
  /** Of one changed thing: the setting, or the field and what kind of thing it belongs to. */
  name(change: Change): string;
  value(change: Change, value: unknown): string;
}

const longestText = 4000;

export function useAuditWords(): AuditWords {
  const { t, i18n } = useTranslation('audit');
  const settings = useSettingWords();
  const known = (key: string, other: string): string => (i18n.exists(key, { ns: 'audit' }) ? t(key) : other);
  return {
    action: ({ action }) => known(`action.${action}`, action),
    name: ({ of, name }) =>
      of === 'setting' ? settings.name(name) : `${known(`of.${of}`, of)}: ${known(`field.${name}`, name)}`,
    value({ of, name }, value) {
      if (of === 'setting') return settings.value(name, value);
      if (value === null || value === undefined) return t('value.none');
      return (typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '')).slice(0, longestText);
    },
  };
}
