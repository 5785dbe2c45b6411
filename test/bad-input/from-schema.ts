/** Makes a value out of a JSON schema: right for the most part, and wrong where the draw says so. */
import type { Draw } from './hostile-values.ts';

export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly format?: string;
  readonly minimum?: number;
}

/** How often a place holds something that the schema does not want. */
const wrongShare = 0.12;

/** `resolve` finds what a `$ref` names. */
export function fromSchema(schema: Schema, draw: Draw, resolve: (ref: string) => Schema): unknown {
  if (draw.chance(wrongShare)) return draw.value();
  if (schema.$ref !== undefined) return fromSchema(resolve(schema.$ref), draw, resolve);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return draw.oneOf(schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) return fromSchema(draw.oneOf(choices), draw, resolve);
  switch (typeof schema.type === 'string' ? schema.type : schema.type?.[0]) {
    case 'object':
      return objectOf(schema, draw, resolve);
    case 'array':
      return Array.from({ length: draw.number(4) }, () => fromSchema(schema.items ?? {}, draw, resolve));
    case 'string':
      return schema.format === 'date-time' ? '2030-01-01T00:00:00Z' : draw.text();
    case 'integer':
    case 'number':
      return (schema.minimum ?? 0) + draw.number(10);
    case 'boolean':
      return draw.chance(0.5);
    case 'null':
      return null;
    case undefined:
    default:
      return draw.value();
  }
}

function objectOf({ properties = {} }: Schema, draw: Draw, resolve: (ref: string) => Schema): object {
  const entries = Object.entries(properties)
    .filter(() => draw.chance(0.7))
    .map(([name, schema]) => [name, fromSchema(schema, draw, resolve)] as const);
  if (draw.chance(0.1)) entries.push([draw.text(), draw.value()]);
  return Object.fromEntries(entries);
}
