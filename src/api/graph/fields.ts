/** Reads a body that has objects in objects: what is known is taken, and what is not must be empty. Pure. */
import { isRecord } from '../../lib/is-record.ts';
import { BadRequest } from './graph-fault.ts';

const maximumTexts = 1000;
const maximumText = 2000;

/** The properties of one object of a body; names in any case, as Graph takes them. */
export class Fields {
  readonly #values = new Map<string, { readonly written: string; readonly value: unknown }>();
  /** The path of this object in the body, with a dot behind; empty: the body itself. */
  readonly #where: string;

  constructor(value: unknown, where = '') {
    this.#where = where === '' ? '' : `${where}.`;
    if (!isRecord(value))
      throw new BadRequest(
        where === ''
          ? 'Unable to read JSON request payload. The body must be an object.'
          : `Property '${where}' must be an object.`,
      );
    for (const [written, each] of Object.entries(value)) {
      if (!written.includes('@')) this.#values.set(written.toLowerCase(), { written, value: each });
    }
  }

  /** Undefined: it is not there. It counts as read from then on. */
  take(name: string): unknown {
    const found = this.#values.get(name.toLowerCase());
    this.#values.delete(name.toLowerCase());
    return found?.value;
  }

  /** Null counts as left out. */
  text(name: string): string | undefined {
    const value = this.take(name) ?? undefined;
    if (value === undefined) return undefined;
    if (typeof value !== 'string' || value.length > maximumText)
      throw this.bad(name, `must be a text of at most ${maximumText} characters`);
    return value;
  }

  flag(name: string): boolean | undefined {
    const value = this.take(name) ?? undefined;
    if (value === undefined || typeof value === 'boolean') return value;
    throw this.bad(name, 'must be true or false');
  }

  /** Null counts as an empty list. */
  texts(name: string): readonly string[] | undefined {
    const value = this.list(name);
    if (value?.some((each) => typeof each !== 'string' || each === '' || each.length > maximumText) === true)
      throw this.bad(name, `must be a list of texts of at most ${maximumText} characters`);
    return value as readonly string[] | undefined;
  }

  /** Null counts as an empty list. */
  list(name: string): readonly unknown[] | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return value === null ? [] : undefined;
    if (!Array.isArray(value) || value.length > maximumTexts)
      throw this.bad(name, `must be a list of at most ${maximumTexts}`);
    return value as readonly unknown[];
  }

  /** Null stays null: for many properties it says "none". */
  object(name: string): Fields | null | undefined {
    const value = this.take(name);
    return value === undefined || value === null ? value : new Fields(value, `${this.#where}${name}`);
  }

  oneOf<T extends string>(name: string, values: readonly T[]): T | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    const found = values.find((each) => each.toLowerCase() === value.toLowerCase());
    if (found === undefined) throw this.bad(name, `must be one of ${values.join(', ')}`);
    return found;
  }

  /** Passes over what a client sends back as it was shown. */
  ignore(...names: readonly string[]): void {
    for (const name of names) this.take(name);
  }

  /** Refuses what nobody took, unless it asks for nothing. */
  refuseOthers(): void {
    for (const { written, value } of this.#values.values()) {
      if (!isEmpty(value)) throw this.bad(written, 'is not supported here; leave it out, null or empty');
    }
  }

  bad(name: string, why: string): BadRequest {
    return new BadRequest(`Property '${this.#where}${name.slice(0, 200)}' ${why}.`);
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
