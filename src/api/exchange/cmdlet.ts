/** What a cmdlet is to the Exchange admin API. */
import type { Administration } from '../../administration/administration.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import type { ApplicationStore } from '../../directory/application-store.ts';
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { Tenant } from '../../directory/nouns.ts';
import { readTime } from './read-time.ts';

/** What a parameter takes. `null` puts a setting back where the kind says so. */
export type ParameterKind =
  | 'text'
  | 'text-or-null'
  /** A number is taken as the text of it. */
  | 'text-or-number'
  | 'text-number-or-null'
  | 'true-or-false'
  | 'true-false-or-null'
  /** A switch: there, or not. */
  | 'switch'
  | 'time'
  | 'whole-number'
  /** One word or a list of them. */
  | 'texts';

export interface CmdletContext {
  readonly caller: AdminRequest;
  readonly tenant: Tenant;
  readonly administration: Administration;
  /** What is shown of tenants and users; whatever changes goes through `administration`. */
  readonly directory: Pick<DirectoryStore, 'findUser' | 'settingsOfUser' | 'settingsOfTenant'>;
  readonly applications: Pick<ApplicationStore, 'findExchangeServicePrincipal' | 'listExchangeServicePrincipals'>;
  readonly page: Page;
}

/** Which part of a list is asked for. */
export interface Page {
  readonly size: number;
  /** The last name of the page before; null: from the beginning. */
  readonly after: string | null;
}

export interface CmdletResult {
  readonly value: readonly object[];
  /** Where the next page begins; left out: there is none. */
  readonly next?: string;
  readonly warnings?: readonly string[];
}

export interface Cmdlet {
  readonly name: string;
  readonly parameters: Readonly<Record<string, ParameterKind>>;
  /** Further names of parameters: the other name, and the one that `parameters` has. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** Parameters that Exchange has and that mean nothing here: why not. */
  readonly without?: Readonly<Record<string, string>>;
  /** Parameters that must be there, and not be empty. */
  readonly required?: readonly string[];
  run(parameters: Parameters, context: CmdletContext): Promise<CmdletResult>;
}

/** The parameters of a call, by the name that the cmdlet's table has, each of its kind. */
export class Parameters {
  readonly #values: ReadonlyMap<string, unknown>;
  constructor(values: ReadonlyMap<string, unknown>) {
    this.#values = values;
  }
  has(name: string): boolean {
    return this.#values.has(name);
  }
  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }
  /** Of one that must be there. */
  required(name: string): string {
    return this.text(name) ?? '';
  }
  /** Milliseconds since 1970, UTC. */
  time(name: string): number | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : (readTime(value) ?? undefined);
  }
  number(name: string): number | undefined {
    const value = this.#values.get(name);
    return value === undefined ? undefined : Number(value);
  }
  flag(name: string): boolean | null | undefined {
    const value = this.#values.get(name);
    return typeof value === 'boolean' || value === null ? value : undefined;
  }
  texts(name: string): readonly string[] {
    const value = this.#values.get(name);
    const texts = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value.map(String) : [];
    return texts.map((each) => each.trim()).filter((each) => each !== '');
  }
}
