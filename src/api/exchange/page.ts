/** Pages of a list: which one is asked for, and how one is shown. Pure. */
import type { CmdletResult, Page } from './cmdlet.ts';

const maximumPage = 1000;

/** `Prefer: odata.maxpagesize=N`, and the token of a next link. */
export function pageOf(prefer: unknown, token: string | undefined): Page {
  const [, size] = /odata\.maxpagesize *= *(\d{1,6})/i.exec(typeof prefer === 'string' ? prefer : '') ?? [];
  const wanted = size === undefined ? maximumPage : Number(size);
  return {
    size: Math.min(maximumPage, Math.max(1, wanted)),
    after: token === undefined ? null : Buffer.from(token, 'base64url').toString(),
  };
}

/** `base`: the address of the tenant's API. */
export function shownPage({ value, next, warnings }: CmdletResult, base: string, select: string | undefined): object {
  const names = select?.split(',').map((name) => name.trim().toLowerCase());
  return {
    '@odata.context': `${base}/$metadata#Collection(Exchange.GenericHashTable)`,
    ...(warnings !== undefined && { '@adminapi.warnings': warnings }),
    value: names === undefined ? value : value.map((row) => picked(row, names)),
    // Followed by posting the same body to it.
    ...(next !== undefined && {
      '@odata.nextLink': `${base}/InvokeCommand?$skiptoken=${Buffer.from(next).toString('base64url')}`,
    }),
  };
}

function picked(row: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.includes(name.toLowerCase())));
}
