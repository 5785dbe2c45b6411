/** Reads the body of a request, object by object: what is known is taken, each of its kind, and the rest is refused. Pure. */
import { isRecord } from '../../lib/is-record.ts';
import { nearest } from '../../lib/nearest.ts';
import { BadRequest } from './graph-fault.ts';

const usualList = 1000;
const usualText = 2000;

export interface FieldsOptions {
  /** The path of this object in the body; left out: the body itself. */
  readonly where?: string;
  /** Graph's code of what cannot be read. */
  readonly code?: string;
  /** Null says as much as nothing, in this object and in all within it. */
  readonly nullIsLeftOut?: boolean;
}

/** The properties of one object of a body; names in any case, as Graph takes them. Whatever is wrong throws a `BadRequest`. */
export class Fields {
  readonly #values = new Map<string, { readonly written: string; readonly value: unknown }>();
  readonly #asked: string[] = [];
  readonly #options: FieldsOptions;
  readonly #where: string;

  constructor(value: unknown, options: FieldsOptions = {}) {
    const { where = '', nullIsLeftOut = false } = options;
    this.#options = options;
    this.#where = where;
    if (!isRecord(value))
      throw where === ''
        ? this.#fault('Unable to read JSON request payload. The body must be an object.')
        : this.#fault(`Property '${where}' must be an object.`);
    for (const [written, each] of Object.entries(value)) {
      if (written.includes('@') || (nullIsLeftOut && each === null)) continue;
      this.#values.set(written.toLowerCase(), { written, value: each });
    }
  }

  /** Undefined: it is not there. It counts as read from then on. */
  take(name: string): unknown {
    const found = this.#values.get(name.toLowerCase());
    this.#values.delete(name.toLowerCase());
    this.#asked.push(name);
    return found?.value;
  }

  /** Null counts as left out. */
  text(name: string, longest = usualText): string | undefined {
    return this.textOrNull(name, longest) ?? undefined;
  }

  textOrNull(name: string, longest = usualText): string | null | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return value;
    if (typeof value !== 'string') throw this.bad(name, 'must be a text');
    if (value.length > longest) throw this.bad(name, `has at most ${longest} characters`);
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
    if (value?.some((each) => typeof each !== 'string' || each === '' || each.length > usualText) === true)
      throw this.bad(name, `must be a list of texts of at most ${usualText} characters`);
    return value as readonly string[] | undefined;
  }

  /** Null counts as an empty list. */
  list(name: string, longest = usualList): readonly unknown[] | undefined {
    const value = this.take(name);
    if (value === undefined || value === null) return value === null ? [] : undefined;
    if (!Array.isArray(value)) throw this.bad(name, 'must be a list');
    if (value.length > longest) throw this.bad(name, `must be a list of at most ${longest}`);
    return value as readonly unknown[];
  }

  /** A list of objects. Null counts as an empty one. */
  objects(name: string, longest = usualList): readonly Fields[] | undefined {
    return this.list(name, longest)?.map((each, index) => this.#within(each, `${name}[${index}]`));
  }

  /** Null stays null: for many properties it says "none". */
  object(name: string): Fields | null | undefined {
    const value = this.take(name);
    return value === undefined || value === null ? value : this.#within(value, name);
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

  /** Of what cannot be taken away. */
  refuseNull(...names: readonly string[]): void {
    const found = names.find((name) => this.#values.get(name.toLowerCase())?.value === null);
    if (found !== undefined) throw this.bad(found, 'must not be null');
  }

  /** Refuses an object that says nothing. */
  refuseEmpty(): void {
    if (this.#values.size > 0) return;
    const what = this.#where === '' ? 'The body' : `Property '${this.#where}'`;
    throw this.#fault(`${what} names no property to set.`);
  }

  /** Refuses what nobody took, unless it asks for nothing. */
  refuseOthers(): void {
    for (const { written, value } of this.#values.values()) {
      if (!isEmpty(value)) throw this.bad(written, 'is not supported here; leave it out, null or empty');
    }
  }

  /** Refuses what nobody took, empty or not; null alone is passed over. */
  refuseUnknown(): void {
    for (const { written, value } of this.#values.values()) {
      if (value !== null) throw this.#fault(`${this.#named(written)} cannot be set here. ${this.#insteadOf(written)}`);
    }
  }

  bad(name: string, why: string): BadRequest {
    return this.#fault(`${this.#named(name)} ${why}.`);
  }

  #within(value: unknown, name: string): Fields {
    const where = this.#where === '' ? name : `${this.#where}.${name}`;
    return new Fields(value, { ...this.#options, where });
  }

  #named(name: string): string {
    const path = this.#where === '' ? name : `${this.#where}.${name}`;
    return `Property '${path.slice(0, 200)}'`;
  }

  #insteadOf(written: string): string {
    const guess = nearest(written, this.#asked);
    return guess === null ? `There are: ${this.#asked.join(', ')}.` : `Did you mean '${guess}'?`;
  }

  #fault(message: string): BadRequest {
    return new BadRequest(message, this.#options.code);
  }
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
