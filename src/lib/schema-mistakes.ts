/** What is wrong with a value that does not fit its JSON Schema: where, and what it should be. Pure. */

import { Value } from 'typebox/value';
import { isRecord } from './is-record.ts';
import { nearest } from './nearest.ts';
import { branchesOf, discriminatorOf, type Schema, wanted } from './schema-words.ts';

export interface Mistake {
  /** `listeners[0].port`; empty: the whole. */
  readonly place: string;
  /** The rest of the sentence: what stands there is never repeated, for it may be a secret in the wrong place. */
  readonly says: string;
}

/** Mistakes that are named at once. */
const maximumMistakes = 10;
/** Characters of a name that somebody made up. */
const longestName = 64;
/** Names that are listed of an object. */
const listedNames = 30;

/** Every mistake, the first ones of very many; none where the value fits. */
export function mistakesOf(schema: unknown, value: unknown): Mistake[] {
  const mistakes: Mistake[] = [];
  for (const mistake of inValue(schema as Schema, value, '', '')) {
    mistakes.push(mistake);
    if (mistakes.length === maximumMistakes) break;
  }
  return mistakes;
}

/** One mistake as a sentence, whose subject is `whole` where the mistake is not in a part. */
export function sentenceOf({ place, says }: Mistake, whole: string): string {
  return place === '' ? `${whole} ${says}` : `${place} ${says}`;
}

function* inValue(schema: Schema, value: unknown, place: string, name: string): Generator<Mistake> {
  if (fits(schema, value)) return;
  const branches = branchesOf(schema);
  const objects = branches.filter(({ properties }) => properties !== undefined);
  if (isRecord(value) && objects.length > 0) yield* inObjects(objects, value, place);
  else if (Array.isArray(value)) yield* inList(branches, value, place, wanted(schema, name));
  else yield { place, says: `must be ${wanted(schema, name)}${meant(branches, value)}` };
}

/** The branch that `value` says to be of; where none is meant, what tells them apart is the mistake. */
function* inObjects(branches: readonly Schema[], value: Record<string, unknown>, place: string): Generator<Mistake> {
  const [only] = branches;
  if (branches.length === 1 && only !== undefined) return yield* inObject(only, value, place, '');
  const discriminator = discriminatorOf(branches);
  if (discriminator === null) return yield { place, says: 'must be of one of the kinds that the reference lists' };
  const tellers = branches.map(({ properties }) => properties?.[discriminator] ?? {});
  const branch = branches.find((_, index) => tellers[index]?.const === value[discriminator]);
  if (branch !== undefined)
    return yield* inObject(branch, value, place, ` of the ${discriminator} ${JSON.stringify(value[discriminator])}`);
  const where = below(place, discriminator);
  const words = wanted({ anyOf: tellers });
  if (value[discriminator] === undefined) yield { place: where, says: `is missing; it must be ${words}` };
  else yield { place: where, says: `must be ${words}${meant(tellers, value[discriminator])}` };
}

function* inObject(schema: Schema, value: Record<string, unknown>, place: string, kind: string): Generator<Mistake> {
  const { properties = {}, required = [], additionalProperties, minProperties = 0 } = schema;
  const names = Object.keys(properties);
  for (const [name, each] of Object.entries(value)) {
    const of = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (of !== undefined) yield* inValue(of, each, below(place, name), name);
    else if (additionalProperties === false)
      yield { place: below(place, shown(name)), says: unknown(name, names, kind) };
  }
  for (const name of required) {
    const of = properties[name] ?? {};
    // What has a default need not be written.
    if (Object.hasOwn(value, name) || of.default !== undefined) continue;
    yield { place: below(place, name), says: `is missing${needing(kind)}; it must be ${wanted(of, name)}` };
  }
  if (Object.keys(value).length < minProperties)
    yield { place, says: `must have at least ${minProperties} of ${listed(names)}` };
}

/** ` of the kind "smtp"` as what needs the member. */
function needing(kind: string): string {
  return kind === '' ? '' : `, which${kind.replace(' of', '')} needs`;
}

function* inList(
  branches: readonly Schema[],
  value: readonly unknown[],
  place: string,
  words: string,
): Generator<Mistake> {
  const list = branches.find(({ items }) => items !== undefined);
  const { items = {}, minItems = 0, maxItems = Number.POSITIVE_INFINITY, uniqueItems = false } = list ?? {};
  if (list === undefined || value.length < minItems || value.length > maxItems)
    return yield { place, says: `must be ${words}` };
  for (const [index, each] of value.entries()) yield* inValue(items, each, `${place}[${index}]`, '');
  if (uniqueItems && !fits({ ...list, items: {} }, value)) yield { place, says: 'must not name anything twice' };
}

/** Somebody who mistyped a name is told the right one; somebody who made one up, which there are. */
function unknown(written: string, names: readonly string[], kind: string): string {
  const guess = nearest(written, names);
  if (guess !== null) return `is no option${kind}; did you mean ${guess}?`;
  return `is no option${kind}; there are ${listed(names)}`;
}

function listed(names: readonly string[]): string {
  if (names.length === 0) return 'none';
  return `${names.slice(0, listedNames).join(', ')}${names.length > listedNames ? ', …' : ''}`;
}

function meant(branches: readonly Schema[], value: unknown): string {
  if (typeof value !== 'string') return '';
  const values = branches.map((each) => each.const).filter((each) => typeof each === 'string');
  const guess = nearest(value, values);
  return guess === null ? '' : `; did you mean ${JSON.stringify(guess)}?`;
}

function below(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

function shown(name: string): string {
  // oxlint-disable-next-line no-control-regex
  return name.slice(0, longestName).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '?');
}

function fits(schema: Schema, value: unknown): boolean {
  return Value.Check(schema as never, value);
}
