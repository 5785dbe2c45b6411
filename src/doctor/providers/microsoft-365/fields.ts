/** Reads the answers of an API that may say anything: what is not as it must be is a fault that names it. Pure. */
import { type ApiFault, failed } from './api-fault.ts';

type Value = Readonly<Record<string, unknown>>;

export class Fields {
  readonly #values: Value;
  /** What was asked, for the fault. */
  readonly #where: string;

  constructor(value: unknown, where: string) {
    this.#where = where;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw failed(`${where}: no object`);
    this.#values = value as Value;
  }

  /** Exactly as it stands there. */
  raw(name: string): unknown {
    return this.#values[name];
  }

  text(name: string): string {
    return this.optionalText(name) ?? this.#odd(name);
  }

  /** Null: it is not there, or is no text. */
  optionalText(name: string): string | null {
    const value = this.#values[name];
    return typeof value === 'string' ? value : null;
  }

  flag(name: string): boolean {
    const value = this.#values[name];
    return typeof value === 'boolean' ? value : this.#odd(name);
  }

  /** Null where the property is null, which must be there. */
  flagOrNull(name: string): boolean | null {
    return this.#values[name] === null ? null : this.flag(name);
  }

  number(name: string): number {
    const value = this.#values[name];
    return typeof value === 'number' ? value : this.#odd(name);
  }

  /** Null and what is left out are an object without properties. */
  object(name: string): Fields {
    return new Fields(this.#values[name] ?? {}, `${this.#where}.${name}`);
  }

  /** Null and what is left out are an empty list. */
  objects(name: string): readonly Fields[] {
    return this.#list(name).map((each) => new Fields(each, `${this.#where}.${name}`));
  }

  /** What of a list is text. */
  texts(name: string): readonly string[] {
    return this.#list(name).filter((each) => typeof each === 'string');
  }

  /** Milliseconds since 1970; null: there is no time, or it cannot be read. */
  time(name: string): number | null {
    const at = Date.parse(this.optionalText(name) ?? '');
    return Number.isNaN(at) ? null : at;
  }

  #list(name: string): readonly unknown[] {
    const value = this.#values[name] ?? [];
    return Array.isArray(value) ? value : this.#odd(name);
  }

  #odd(name: string): never {
    throw this.fault(`without ${name} as it must be`);
  }

  fault(why: string): ApiFault {
    return failed(`${this.#where}: answered ${why}`);
  }
}
