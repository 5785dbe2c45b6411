/** How one setting is read and written through Microsoft's APIs: the raw value, what it means, and the way back. */
import type { RawValue } from '../tenant-provider.ts';
import type { ExchangeApi } from './exchange-api.ts';
import type { GraphApi } from './graph-api.ts';
import type { RowKind } from './keyed-list.ts';

export interface Apis {
  readonly graph: GraphApi;
  readonly exchange: ExchangeApi;
}

/** What one call answers, of which several settings may be read. */
export interface Source<T> {
  /** The call, as people know it. */
  readonly name: string;
  /** `user`: the id, where the setting is a user's. Throws an `ApiFault`. */
  read(apis: Apis, user: string): Promise<T>;
}

interface Access<T> {
  readonly source: Source<T>;
  /** Where it stands in the answer. */
  readonly property: string;
  /** As the API has it: null stays null. */
  rawIn(found: T): RawValue;
  /** What that is in our words. */
  valueIn(found: T): unknown;
  /** What is to be written for `value`; `present` is the raw value that is there. */
  rawOf(value: unknown, present: RawValue): RawValue;
  /** What was seen, for people; left out: the raw value. */
  evidence?(found: T): string;
  /** It is a list of objects, of which each is changed by itself. */
  readonly rows?: RowKind;
  /** Null: that is not done through an API; by hand. */
  readonly write: ((apis: Apis, user: string, raw: RawValue, present: RawValue) => Promise<void>) | null;
}

export type SettingAccess = Access<unknown>;

export function setting<T>(access: Access<T>): SettingAccess {
  return access;
}
