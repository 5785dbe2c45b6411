/** Puts a message (key and parameters) into words. */
import english from '../../locales/en.json' with { type: 'json' };
import russian from '../../locales/ru.json' with { type: 'json' };

const texts = {
  en: new Map<string, unknown>(Object.entries(english)),
  ru: new Map<string, unknown>(Object.entries(russian)),
} as const;

export type Language = keyof typeof texts;

export const languages = Object.keys(texts) as Language[];

/** The first of `wanted` (`ru`, `ru_RU.UTF-8`) that Postern speaks; else English. */
export function languageOf(...wanted: readonly (string | undefined)[]): Language {
  const named = wanted.map((each) => each?.slice(0, 2).toLowerCase());
  return languages.find((language) => language === named.find((each) => each !== undefined && each !== '')) ?? 'en';
}

/** `{name}` stands for a parameter. What a language lacks is said in English; a key without a text is its own text. */
export function translate(
  message: { readonly key: string; readonly parameters: Readonly<Record<string, string | number>> },
  language: Language = 'en',
): string {
  const text = texts[language].get(message.key) ?? texts.en.get(message.key);
  if (typeof text !== 'string') return message.key;
  return text.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) => String(message.parameters[name] ?? placeholder));
}

/** The text of a key, where there is one. */
export function textOf(key: string, language: Language): string | null {
  const text = texts[language].get(key) ?? texts.en.get(key);
  return typeof text === 'string' ? text : null;
}
