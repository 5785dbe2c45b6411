/** A list that is short enough to be held as a whole: filtered, ordered, counted, cut into pages. Pure. */
import { BadRequest } from '../graph-fault.ts';
import { checkFilter } from './check-filter.ts';
import { passesFilter } from './evaluate-filter.ts';
import { nextLink, pageSize, skipKeysOf, skipTokenOf } from './page.ts';
import type { ODataQuery } from './query.ts';
import { picked, type Resource, selectedNames } from './select.ts';

export interface ListShape {
  /** Without its namespace: `conditionalAccessPolicy`. */
  readonly type: string;
  /** Every property that a resource has. */
  readonly names: readonly string[];
  /** Paths. */
  readonly filterable: readonly string[];
  readonly orderable: readonly string[];
}

const pages = { ordinary: 100, maximum: 999 };

/** `path`: what the list is asked for at, below `base`; each resource has an `id`. Throws a `BadRequest`. */
export function listBody(
  resources: readonly Resource[],
  { type, names, filterable, orderable }: ListShape,
  { base, path, query }: { readonly base: string; readonly path: string; readonly query: ODataQuery },
): object {
  const shown = selectedNames(query.select, names, names, type);
  const size = pageSize(query, pages);
  const { filter } = query;
  if (filter !== null) checkFilter(filter, type, filterable);
  const passing = filter === null ? resources : resources.filter((each) => passesFilter(filter, each));
  const ordered = passing.toSorted(orderOf(query, type, orderable));
  const begin = beginOf(ordered, query);
  const page = ordered.slice(begin, begin + size);
  const more = begin + size < ordered.length;
  return {
    '@odata.context': contextOf(base, path, query),
    ...(query.count && { '@odata.count': ordered.length }),
    ...(more && { '@odata.nextLink': nextLink(`${base}${path}`, query, skipTokenOf([String(page.at(-1)?.['id'])])) }),
    value: page.map((each) => picked(each, shown)),
  };
}

/** What stands at `@odata.context` of a list. */
function contextOf(base: string, path: string, { select }: ODataQuery): string {
  return `${base}/$metadata#${path.slice(1)}${select === null ? '' : `(${select.join(',')})`}`;
}

function orderOf(
  { orderBy }: ODataQuery,
  type: string,
  orderable: readonly string[],
): (one: Resource, other: Resource) => number {
  const unknown = orderBy.find(({ property }) => nameIn(orderable, property) === undefined);
  if (unknown !== undefined)
    throw new BadRequest(
      `Sorting by '${unknown.property}' of '${type}' is not supported; there are: ${orderable.join(', ')}.`,
      'Request_UnsupportedQuery',
    );
  const keys = orderBy.map(({ property, descending }) => ({ name: nameIn(orderable, property) ?? '', descending }));
  return (one, other) => {
    for (const { name, descending } of keys) {
      const order = compare(one[name], other[name]);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

function nameIn(names: readonly string[], sought: string): string | undefined {
  return names.find((name) => name.toLowerCase() === sought.toLowerCase());
}

function compare(one: unknown, other: unknown): number {
  const [a, b] = [sortable(one), sortable(other)];
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** What has no order stands first. */
function sortable(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function beginOf(ordered: readonly Resource[], query: ODataQuery): number {
  const [last] = skipKeysOf(query, 1) ?? [];
  if (last === undefined) return 0;
  const at = ordered.findIndex(({ id }) => id === last);
  if (at === -1)
    throw new BadRequest('The list was changed meanwhile; ask for its first page again.', 'Directory_ExpiredPageToken');
  return at + 1;
}
