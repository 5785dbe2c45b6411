/** The `KEYWORD=value` parameters of MAIL and RCPT (RFC 5321 §4.1.1.11), and xtext (RFC 3461 §4). */

export type ParametersResult =
  | { readonly kind: 'parameters'; readonly parameters: ReadonlyMap<string, string | null> }
  | { readonly kind: 'malformed' | 'repeated'; readonly parameter: string };

/** More than any client sends; what is beyond is malformed. */
const maximumParameters = 20;
const keyword = /^[A-Za-z0-9][A-Za-z0-9-]*$/;

const none: ParametersResult = { kind: 'parameters', parameters: new Map() };

export function parseParameters(text: string): ParametersResult {
  if (text === '') return none;
  const parameters = new Map<string, string | null>();
  for (const part of text.split(/ +/)) {
    const equals = part.indexOf('=');
    const name = (equals === -1 ? part : part.slice(0, equals)).toUpperCase();
    if (!keyword.test(name) || parameters.size >= maximumParameters)
      return { kind: 'malformed', parameter: name.slice(0, 40) };
    if (parameters.has(name)) return { kind: 'repeated', parameter: name };
    parameters.set(name, equals === -1 ? null : part.slice(equals + 1));
  }
  return { kind: 'parameters', parameters };
}

/** Null: not xtext. */
export function decodeXtext(text: string): string | null {
  if (!/^(?:[!-*,-<>-~]|\+[0-9A-F]{2})*$/.test(text)) return null;
  return text.replace(/\+([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export function encodeXtext(text: string): string {
  return text.replace(
    /[^!-*,-<>-~]/g,
    (character) => `+${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}
