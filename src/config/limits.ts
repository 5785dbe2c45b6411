/** Which options are limits, each with its value, where that comes from, and what it bounds. Pure. */
import { branchesOf, type Schema } from '../lib/schema-words.ts';
import { describeConfiguration } from './describe.ts';
import { type Configuration, configurationSchema } from './schema.ts';

export interface LimitOption {
  /** `limits.sessions`, `forward[0].batchRecords` */
  readonly name: string;
  readonly value: number;
  readonly source: 'default' | 'written';
  readonly bounds: string;
}

/** Numbers that bound nothing; every other number is a limit, so that none is forgotten. */
export const otherNumbers: readonly RegExp[] = [
  /(^|\.)(port|httpsPort)$/,
  /\.tarpitSeconds$/,
  /^health\./,
  /^tracing\.sampling$/,
  /^passwords\.shortest$/,
];

export function limitsIn(configuration: Configuration, written: unknown): LimitOption[] {
  return describeConfiguration(configuration, written).flatMap(({ name, value, source }) =>
    typeof value === 'number' && !otherNumbers.some((pattern) => pattern.test(name))
      ? [{ name, value, source, bounds: meaningOf(configurationSchema as Schema, name.split('.')) }]
      : [],
  );
}

/** What the schema says of the option at `path`; empty: nothing. */
function meaningOf(schema: Schema, [head = '', ...rest]: readonly string[]): string {
  const [key = ''] = head.split('[');
  const options = branchesOf(schema).flatMap(({ properties }) => properties?.[key] ?? []);
  const inner = head.includes('[') ? options.flatMap(({ items }) => items ?? []) : options;
  const found = inner.map((option) => (rest.length === 0 ? (option.description ?? '') : meaningOf(option, rest)));
  return found.find((text) => text !== '') ?? '';
}
