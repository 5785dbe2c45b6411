/** The words of a page, by their key in locales/. */
import { translate } from '../../i18n/translate.ts';

export function text(key: string, parameters: Readonly<Record<string, string | number>> = {}): string {
  return translate({ key, parameters });
}
