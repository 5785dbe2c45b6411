/** What the OAuth authority needs of a store. `store/authority-records.ts` implements it. */

export interface AuthorityPayload {
  readonly grantId?: string | undefined;
  readonly userCode?: string | undefined;
  readonly uid?: string | undefined;
  readonly [name: string]: unknown;
}

/** What is begun by whoever comes, before anybody has signed in, and how much of it there may be at once. */
export interface Unfinished {
  /** The directory in which it counts. */
  readonly directory: string;
  readonly perDirectory: number;
  readonly inAll: number;
}

export type AuthorityKey = 'id' | 'userCode' | 'uid';

export interface AuthorityRecords {
  /** Times are in milliseconds since 1970, UTC. */
  /** `full`: as many as may are not finished already; never so where `unfinished` is null, or the record is there. */
  put(
    kind: string,
    id: string,
    payload: AuthorityPayload,
    expiresAt: number,
    now: number,
    unfinished: Unfinished | null,
  ): Promise<'kept' | 'full'>;
  /** False: there is one already that is not over. */
  claim(kind: string, id: string, payload: AuthorityPayload, expiresAt: number, now: number): Promise<boolean>;
  /** Null: it is not there, or over. */
  find(kind: string, by: AuthorityKey, value: string, now: number): Promise<Readonly<Record<string, unknown>> | null>;
  /** The kinds that hold a record of this id, or user code. */
  kindsOf(by: AuthorityKey, value: string, now: number): Promise<string[]>;
  /** False: it was consumed before, by whomever came first. */
  consume(kind: string, id: string, now: number): Promise<boolean>;
  remove(kind: string, id: string): Promise<void>;
  revoke(grantId: string): Promise<void>;
  /** Records of all directories that are not finished. */
  unfinished(): Promise<number>;
}
