/** The words of the centre: `locales/centre/{language}/{area}.json`, and those that it shares with the command line, `locales/{language}.json`. */
import { createInstance } from 'i18next';
import resourcesToBackend from 'i18next-resources-to-backend';
import { initReactI18next } from 'react-i18next';
import { rememberedLanguage } from './language.ts';

type Texts = Readonly<Record<string, string>>;

const files = import.meta.glob<Texts>('../../../locales/{en,ru}.json', { import: 'default' });
const areas = import.meta.glob<Texts>('../../../locales/centre/*/*.json', { import: 'default' });

/** The namespace of the texts that the service and the command line have as well. */
export const shared = 'shared';

function load(language: string, namespace: string): Promise<Texts> {
  const own = `../../../locales/centre/${language}/${namespace}.json`;
  const found = namespace === shared ? files[`../../../locales/${language}.json`] : areas[own];
  return found?.() ?? Promise.reject(new Error(`there are no texts ${namespace} in ${language}`));
}

const i18next = createInstance();

export async function startI18n(): Promise<void> {
  await i18next
    .use(resourcesToBackend(load))
    .use(initReactI18next)
    .init({
      lng: rememberedLanguage(),
      fallbackLng: 'en',
      supportedLngs: ['en', 'ru'],
      ns: ['common'],
      defaultNS: 'common',
      // Keys have dots in them; the service's own texts name their parameters in single braces.
      keySeparator: false,
      interpolation: { prefix: '{', suffix: '}', escapeValue: false },
      partialBundledLanguages: true,
    });
  const follow = (language: string): void => {
    document.documentElement.lang = language;
  };
  follow(i18next.language);
  i18next.on('languageChanged', follow);
}
