/** Reads the JSON of Outlook's resources property by property, and says which one is wrong. Pure. */
import { isRecord } from '../../../lib/is-record.ts';
import { BadRequest } from '../graph-fault.ts';

export type Properties = Readonly<Record<string, unknown>>;

/** Graph's code for JSON that does not fit its types. */
export function unreadable(message: string): BadRequest {
  return new BadRequest(message, 'RequestBodyRead');
}

/**
 * The properties of `value` under the names of `known`, which come in any case; annotations (`@odata…`) and null are passed
 * over. `ignored`: names that change nothing here. Throws where there is another one.
 */
export function propertiesOf(
  value: unknown,
  type: string,
  known: readonly string[],
  ignored: readonly string[] = [],
): Properties {
  if (!isRecord(value)) throw unreadable(`A JSON object of type ${type} is expected.`);
  const read: Record<string, unknown> = {};
  for (const [written, each] of Object.entries(value)) {
    if (written.startsWith('@') || each === null) continue;
    const named = (name: string): boolean => name.toLowerCase() === written.toLowerCase();
    const name = known.find(named);
    if (name !== undefined) read[name] = each;
    else if (!ignored.some(named))
      throw unreadable(`The property '${written.slice(0, 200)}' is not supported on type ${type}.`);
  }
  return read;
}

export function textOf(properties: Properties, name: string): string | undefined {
  const value = properties[name];
  if (value === undefined || typeof value === 'string') return value;
  throw unreadable(`The property '${name}' must be a string.`);
}

export function booleanOf(properties: Properties, name: string): boolean | undefined {
  const value = properties[name];
  if (value === undefined || typeof value === 'boolean') return value;
  // The documentation's own examples write it as text.
  if (value === 'true' || value === 'false') return value === 'true';
  throw unreadable(`The property '${name}' must be true or false.`);
}

export function listOf(properties: Properties, name: string): readonly unknown[] | undefined {
  const value = properties[name];
  if (value === undefined || Array.isArray(value)) return value;
  throw unreadable(`The property '${name}' must be a list.`);
}

/** One of a few words, in any case. */
export function wordOf<Word extends string>(
  properties: Properties,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const text = textOf(properties, name);
  if (text === undefined) return undefined;
  const word = words.find((each) => each === text.toLowerCase());
  if (word === undefined) throw unreadable(`The property '${name}' must be one of ${words.join(', ')}.`);
  return word;
}

/** On one line, as a header field has it. */
export function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').trim();
}
