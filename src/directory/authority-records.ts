/** What the OAuth authority needs of a store. `store/authority-records.ts` implements it. */

export interface AuthorityPayload {
  readonly grantId?: string | undefined;
  readonly userCode?: string | undefined;
  readonly uid?: string | undefined;
}

export interface AuthorityRecords {
  /** Times are in milliseconds since 1970, UTC. */
  put(kind: string, id: string, payload: AuthorityPayload, expiresAt: number, now: number): Promise<void>;
  /** Null: it is not there, or over. */
  find(
    kind: string,
    by: 'id' | 'userCode' | 'uid',
    value: string,
    now: number,
  ): Promise<Readonly<Record<string, unknown>> | null>;
  consume(kind: string, id: string, now: number): Promise<void>;
  remove(kind: string, id: string): Promise<void>;
  revoke(grantId: string): Promise<void>;
}
