/** The system query options of OData, read from an address. Pure. */
import { BadRequest } from '../graph-fault.ts';
import type { Expression } from './filter.ts';
import { type OrderBy, parseOrderBy } from './order-by.ts';
import { parseFilter } from './parse-filter.ts';

const known = [
  '$select',
  '$filter',
  '$top',
  '$skip',
  '$skiptoken',
  '$count',
  '$orderby',
  '$expand',
  '$search',
  '$format',
] as const;

export type SystemQueryOption = (typeof known)[number];

/** Those of a list. */
export const listOptions: readonly SystemQueryOption[] = [
  '$select',
  '$filter',
  '$top',
  '$skiptoken',
  '$count',
  '$orderby',
];

/** Those of one thing. */
export const entityOptions: readonly SystemQueryOption[] = ['$select'];

export interface ODataQuery {
  /** Names of properties as they were written; null: those that are shown by default. */
  readonly select: readonly string[] | null;
  readonly filter: Expression | null;
  readonly top: number | null;
  readonly skip: number | null;
  /** As `skipTokenOf` made it. */
  readonly skipToken: string | null;
  readonly count: boolean;
  readonly orderBy: readonly OrderBy[];
  readonly expand: string | null;
  readonly search: string | null;
  /** The options as they were written, for the link to the next page. */
  readonly written: Readonly<Partial<Record<SystemQueryOption, string>>>;
}

/** `text`: what follows the `?`. Options outside `allowed` are refused. Throws a `BadRequest`. */
export function parseQuery(text: string, allowed: readonly SystemQueryOption[]): ODataQuery {
  const written: Partial<Record<SystemQueryOption, string>> = {};
  for (const [name, value] of new URLSearchParams(text)) {
    const option = optionOf(name);
    if (option === null) continue;
    if (written[option] !== undefined)
      throw new BadRequest(
        `Query option '${option}' was specified more than once, but it must be specified at most once.`,
      );
    if (!allowed.includes(option) && option !== '$format')
      throw new BadRequest(
        `The query option '${option}' is not supported on this resource.`,
        'Request_UnsupportedQuery',
      );
    written[option] = value;
  }
  const { $select, $filter, $top, $skip, $skiptoken, $count, $orderby, $expand, $search, $format } = written;
  if ($format !== undefined && !/^(json|application\/json)/i.test($format))
    throw new BadRequest("Query option '$format': only 'json' is supported.");
  return {
    select: $select === undefined ? null : namesOf($select),
    filter: $filter === undefined ? null : parseFilter($filter),
    top: wholeNumber('$top', $top),
    skip: wholeNumber('$skip', $skip),
    skipToken: $skiptoken ?? null,
    count: trueOrFalse($count),
    orderBy: $orderby === undefined ? [] : parseOrderBy($orderby),
    expand: $expand ?? null,
    search: $search ?? null,
    written,
  };
}

/** The `$` may be left out, and the case does not matter; what is no system query option is passed over, as Graph does. */
function optionOf(name: string): SystemQueryOption | null {
  const lower = name.toLowerCase();
  const option = known.find((each) => each === lower || each.slice(1) === lower);
  if (option !== undefined) return option;
  if (lower.startsWith('$'))
    throw new BadRequest(`The query option '${name.slice(0, 100)}' is not known.`, 'BadRequest');
  return null;
}

function namesOf(text: string): string[] | null {
  const names = text.split(',').map((name) => name.trim());
  if (names.some((name) => name === '')) throw new BadRequest("Query option '$select' names an empty property.");
  return names.includes('*') ? null : names;
}

function wholeNumber(option: SystemQueryOption, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^\d{1,9}$/.test(text.trim()))
    throw new BadRequest(
      `Invalid value '${text.slice(0, 100)}' for ${option} query option found. The ${option} query option requires a non-negative integer value.`,
    );
  return Number(text);
}

function trueOrFalse(text: string | undefined): boolean {
  if (text === undefined || /^false$/i.test(text)) return false;
  if (/^true$/i.test(text)) return true;
  throw new BadRequest("Invalid value for $count query option found. Valid values are 'true' and 'false'.");
}
