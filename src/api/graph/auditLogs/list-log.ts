/** One page of a log: what the store cannot sort out is sorted out here, up to a limit. */
import type { GraphCall } from '../graph-call.ts';
import { BadRequest } from '../graph-fault.ts';
import { checkFilter } from '../odata/check-filter.ts';
import { passesFilter } from '../odata/evaluate-filter.ts';
import type { ListShape } from '../odata/list-body.ts';
import { nextLink, pageSize, skipKeysOf, skipTokenOf } from '../odata/page.ts';
import { picked, type Resource, selectedNames } from '../odata/select.ts';

/** Microsoft's: a page has 1,000 unless fewer are asked for. */
const pages = { ordinary: 1000, maximum: 1000 };
/** Read from the store at once, and for one page at the most; a page that ends there has a link to go on. */
const batch = 1000;
const maximumRead = 20_000;

export interface LogReader<T extends { readonly id: string }> {
  /** Newest first. */
  readonly read: (olderThan: string | undefined, limit: number) => Promise<readonly T[]>;
  /** Null: it is not of this list. */
  readonly resourceOf: (record: T) => Promise<Resource | null>;
}

/** `shape.orderable` names the one property of time. */
export async function listLog<T extends { readonly id: string }>(
  path: string,
  shape: ListShape,
  { base, query }: Pick<GraphCall, 'base' | 'query'>,
  { read, resourceOf }: LogReader<T>,
): Promise<object> {
  const shown = selectedNames(query.select, shape.names, shape.names, shape.type);
  const size = pageSize(query, pages);
  const { filter, orderBy } = query;
  if (filter !== null) checkFilter(filter, shape.type, shape.filterable);
  refuseOtherOrder(orderBy, shape);
  const [after] = skipKeysOf(query, 1) ?? [];
  const value: Resource[] = [];
  let last = after === undefined || after === null ? undefined : String(after);
  let [more, seen] = [true, 0];
  while (more && value.length < size && seen < maximumRead) {
    const records = await read(last, batch);
    more = records.length === batch;
    for (const record of records) {
      if (value.length === size) {
        more = true;
        break;
      }
      [last, seen] = [record.id, seen + 1];
      const resource = await resourceOf(record);
      if (resource !== null && (filter === null || passesFilter(filter, resource))) value.push(picked(resource, shown));
    }
  }
  return {
    '@odata.context': `${base}/$metadata#${path.slice(1)}`,
    ...(more && last !== undefined && { '@odata.nextLink': nextLink(`${base}${path}`, query, skipTokenOf([last])) }),
    value,
  };
}

function refuseOtherOrder(orderBy: GraphCall['query']['orderBy'], { orderable, type }: ListShape): void {
  const [first, ...others] = orderBy;
  if (first === undefined) return;
  const [time = ''] = orderable;
  if (others.length > 0 || first.property.toLowerCase() !== time.toLowerCase() || !first.descending)
    throw new BadRequest(
      `'${type}' is ordered by '${time} desc' alone, which is its order without '$orderby' too.`,
      'Request_UnsupportedQuery',
    );
}
