/** The language of a person: what they chose here, else what their browser asks for, else English. */
import { remember, remembered } from '../session/remembered.ts';

export const languages = { en: 'English', ru: 'Русский' } as const;
export type Language = keyof typeof languages;

function isLanguage(name: string): name is Language {
  return Object.hasOwn(languages, name);
}

export function rememberedLanguage(): Language {
  const wanted = [remembered('language') ?? '', ...navigator.languages].map((each) => each.slice(0, 2).toLowerCase());
  return wanted.find(isLanguage) ?? 'en';
}

export function rememberLanguage(language: Language): void {
  remember('language', language);
}
