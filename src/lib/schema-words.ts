/** What a JSON Schema asks for, in words: `a whole number of seconds from 1 to 60`. Pure. */

/** As much of JSON Schema as ours use. */
export interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly minProperties?: number;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly examples?: readonly string[];
  readonly default?: unknown;
  readonly description?: string;
}

/** By the end of an option's name: house rule, and so nothing that could be forgotten. */
const units: readonly (readonly [end: RegExp, unit: string])[] = [
  [/(^s|S)econds$/, 'seconds'],
  [/(^m|M)inutes$/, 'minutes'],
  [/(^h|H)ours$/, 'hours'],
  [/(^d|D)ays$/, 'days'],
  [/(^b|B)ytes(Per[A-Z]\w*)?$/, 'octets'],
  [/MiB$/, 'MiB'],
];

/** The branches of a schema; those of a union in a union stand beside the others. */
export function branchesOf(schema: Schema): readonly Schema[] {
  return schema.anyOf?.flatMap(branchesOf) ?? [schema];
}

/** The option that tells the branches of a union apart, as `kind`; null: nothing does. */
export function discriminatorOf(branches: readonly Schema[]): string | null {
  const [first] = branches;
  if (branches.length < 2 || first?.properties === undefined) return null;
  const tells = (name: string) => branches.every(({ properties }) => properties?.[name]?.const !== undefined);
  return Object.keys(first.properties).find(tells) ?? null;
}

/** What a value of this schema is; `name`, that of the option, has the unit of a number. */
export function wanted(schema: Schema, name = ''): string {
  const branches = branchesOf(schema);
  const literals = branches.filter((each) => each.const !== undefined).map((each) => JSON.stringify(each.const));
  const others = branches.filter((each) => each.const === undefined && each.type !== 'null');
  const discriminator = discriminatorOf(others);
  const words = [
    ...(literals.length > 1 ? [`one of ${literals.join(', ')}`] : literals),
    ...(discriminator === null ? others.map((each) => plainly(each, name)) : [kinds(others, discriminator)]),
    ...(branches.some(({ type }) => type === 'null') ? ['null'] : []),
  ];
  return [...new Set(words)].join(' or ').replace('true or false or', 'true, false or');
}

function kinds(branches: readonly Schema[], discriminator: string): string {
  const values = branches.map(({ properties }) => JSON.stringify(properties?.[discriminator]?.const));
  return `an object with the ${discriminator} ${values.join(' or ')}`;
}

function plainly(schema: Schema, name: string): string {
  switch (schema.type) {
    case 'boolean':
      return 'true or false';
    case 'integer':
      return `a whole number${unitOf(name)}${rangeOf(schema)}`;
    case 'number':
      return `a number${unitOf(name)}${rangeOf(schema)}`;
    case 'string':
      return text(schema);
    case 'array':
      return `a list${countOf(schema.minItems, schema.maxItems, '')}`;
    case 'object':
      return 'an object';
    case undefined:
    default:
      return 'another value';
  }
}

function unitOf(name: string): string {
  const unit = units.find(([end]) => end.test(name))?.[1];
  return unit === undefined ? '' : ` of ${unit}`;
}

function rangeOf({ minimum, maximum, exclusiveMinimum }: Schema): string {
  const from = exclusiveMinimum === undefined ? minimum : exclusiveMinimum;
  const least = from === undefined ? '' : ` ${exclusiveMinimum === undefined ? 'from' : 'above'} ${from}`;
  if (maximum === undefined) return least;
  return `${least} ${exclusiveMinimum === undefined ? 'to' : 'and up to'} ${maximum}`;
}

function text({ minLength = 0, maxLength, pattern, format, examples }: Schema): string {
  if (format === 'date-time') return 'a time, as in 2026-12-31T18:00:00Z';
  const words = `a text${countOf(minLength === 0 ? undefined : minLength, maxLength, ' characters')}`;
  if (examples !== undefined) return `${words} such as ${examples.map((each) => JSON.stringify(each)).join(' or ')}`;
  return pattern === undefined ? words : `${words} of the form ${pattern}`;
}

function countOf(least: number | undefined, most: number | undefined, what: string): string {
  if (least !== undefined && most !== undefined) return ` of ${least} to ${most}${what}`;
  if (least !== undefined) return ` of at least ${least}${least === 1 ? what.replace(/s$/, '') : what}`;
  return most === undefined ? '' : ` of at most ${most}${what}`;
}
