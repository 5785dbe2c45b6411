/** Pages of a list: which one is asked for, and how one is shown. Pure. */
import type { CmdletResult, Page } from './cmdlet.ts';
import { BadCall } from './exchange-error.ts';

const maximumPage = 1000;
/** Characters of `$select`, and of the token of a next link. */
const maximumOption = 4000;

export interface PageOptions {
  readonly $select?: string | undefined;
  readonly $skiptoken?: string | undefined;
}

/** What a call asks of a page beside the list itself. */
export interface WantedPage extends Page {
  /** Rows that the pages before have had. */
  readonly taken: number;
  readonly select: readonly string[] | null;
}

/** `Prefer: odata.maxpagesize=N`, and the options of the address. Throws a `BadCall`. */
export function wantedPage(prefer: unknown, { $select, $skiptoken }: PageOptions): WantedPage {
  const [, size] = /odata\.maxpagesize *= *(\d{1,6})/i.exec(textOf(prefer)) ?? [];
  const wanted = size === undefined ? maximumPage : Number(size);
  return {
    size: Math.min(maximumPage, Math.max(1, wanted)),
    select: $select === undefined || $select.trim() === '' ? null : selected($select),
    ...($skiptoken === undefined ? { after: null, taken: 0 } : readToken($skiptoken)),
  };
}

/** Whether the calls of a batch go on after one that came to nothing (OData JSON format §19). */
export function continuesOnError(prefer: unknown): boolean {
  return /odata\.continue-on-error(?! *= *false)/i.test(textOf(prefer));
}

/** `base`: the address of the tenant's API. */
export function shownPage({ value, next, warnings = [] }: CmdletResult, page: WantedPage, base: string): object {
  const { select, taken } = page;
  return {
    '@odata.context': `${base}/$metadata#Collection(Exchange.GenericHashTable)`,
    'adminapi.warnings@odata.type': '#Collection(String)',
    '@adminapi.warnings': warnings,
    value: select === null ? value : value.map((row) => picked(row, select)),
    // Followed by posting the same body to it.
    ...(next !== undefined && { '@odata.nextLink': nextLink(base, page, next, taken + value.length) }),
  };
}

function nextLink(base: string, { select }: WantedPage, next: string, taken: number): string {
  const query = new URLSearchParams({
    ...(select !== null && { $select: select.join(',') }),
    $skiptoken: Buffer.from(JSON.stringify([next, taken])).toString('base64url'),
  });
  return `${base}/InvokeCommand?${query.toString().replaceAll('%24', '$').replaceAll('%2C', ',')}`;
}

function readToken(token: string): { after: string; taken: number } {
  try {
    const [after, taken] = JSON.parse(Buffer.from(token.slice(0, maximumOption), 'base64url').toString()) as unknown[];
    if (typeof after === 'string' && Number.isSafeInteger(taken) && Number(taken) >= 0)
      return { after, taken: Number(taken) };
  } catch {
    // Told below.
  }
  throw new BadCall('The $skiptoken is not one that a next link had.');
}

function selected(select: string): readonly string[] {
  if (select.length > maximumOption) throw new BadCall(`$select has at most ${maximumOption} characters.`);
  return select
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function picked(row: object, select: readonly string[]): object {
  const names = new Set(select.map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(row).filter(([name]) => names.has(name.toLowerCase())));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
