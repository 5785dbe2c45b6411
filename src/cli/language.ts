/** The language that a command answers in. */
import { type Language, languageOf, languages } from '../i18n/translate.ts';
import { type CommandInput, type CommandOption, text } from './command-definition.ts';

export const languageOption: CommandOption = {
  flags: '--lang <language>',
  meaning: 'language of the answer (else that of the locale)',
  choices: languages,
};

export function languageIn(input: CommandInput): Language {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  return languageOf(text(input, 'lang'), LC_ALL, LC_MESSAGES, LANG);
}
