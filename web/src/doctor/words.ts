/** The doctor's words are those of the command line. */
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { shared } from '../i18n/i18n.ts';

/** A key and what fills it, as the admin API answers them. */
export interface Words {
  readonly key: string;
  readonly parameters: Readonly<Record<string, string | number>>;
}

export interface SharedWords {
  readonly say: (words: Words) => string;
  /** The same by key; null: there is no such text. */
  readonly find: (key: string, parameters?: Words['parameters']) => string | null;
  readonly t: TFunction<typeof shared>;
}

export function useSharedWords(): SharedWords {
  const { t, i18n } = useTranslation(shared);
  return {
    t,
    say: ({ key, parameters }) => t(key, parameters),
    find: (key, parameters = {}) => (i18n.exists(key, { ns: shared }) ? t(key, parameters) : null),
  };
}
