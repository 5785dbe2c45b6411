/** Pages of a list: how long one is, where the next one begins. Pure. */
import { BadRequest } from '../graph-fault.ts';
import type { ODataQuery } from './query.ts';

/** `$top` within what the resource allows. Throws a `BadRequest`. */
export function pageSize({ top }: ODataQuery, { ordinary, maximum }: { ordinary: number; maximum: number }): number {
  if (top === null) return ordinary;
  if (top < 1 || top > maximum)
    throw new BadRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${maximum} inclusive.`);
  return top;
}

/** A token that says after which keys the next page begins. */
export function skipTokenOf(keys: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

/** The keys of a token that `skipTokenOf` made; null: there is none. Throws a `BadRequest` where it is not one of ours. */
export function skipKeysOf({ skipToken }: ODataQuery, count: number): (string | number | null)[] | null {
  if (skipToken === null) return null;
  try {
    const keys: unknown = JSON.parse(Buffer.from(skipToken, 'base64url').toString());
    if (Array.isArray(keys) && keys.length === count && keys.every(isKey)) return keys;
  } catch {
    // It is answered below, as a token of the wrong form is.
  }
  throw new BadRequest(
    "Query option '$skiptoken' is not one of ours; follow '@odata.nextLink' as it came.",
    'Directory_ExpiredPageToken',
  );
}

function isKey(key: unknown): key is string | number | null {
  return key === null || typeof key === 'string' || (typeof key === 'number' && Number.isFinite(key));
}

/** The address of the next page: the same options, and where to go on. `address` is that of the list. */
export function nextLink(address: string, { written }: ODataQuery, token: string): string {
  const query = new URLSearchParams({ ...written, $skiptoken: token });
  // Clients show it to people; what needs no escape is left alone.
  return `${address}?${query.toString().replaceAll('%24', '$').replaceAll('%2C', ',')}`;
}
