/** Schemas that several nouns of the admin API share. */
import { type TLiteral, type TObject, type TProperties, type TSchema, type TUnion, Type } from 'typebox';

const closed = { additionalProperties: false };

/** An answer, or a part of one, under the name that it has in the description. */
export function shape<P extends TProperties>(title: string, properties: P): TObject<P> {
  return Type.Object(properties, { title });
}

/** What a client sends: nothing beyond is taken. */
export function strictly<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, closed);
}

export function orNull<S extends TSchema>(schema: S) {
  return Type.Union([schema, Type.Null()]);
}

export function oneOf<const Values extends readonly string[]>(
  ...values: Values
): TUnion<{ -readonly [K in keyof Values]: TLiteral<Values[K]> }> {
  return Type.Union(values.map((value) => Type.Literal(value))) as never;
}

/** The number of entries of a list, with what a request that says nothing gets. */
export function limit(normal = 50, maximum = 1000) {
  return Type.Integer({ minimum: 1, maximum, default: normal, description: 'At the most so many' });
}

export const address = Type.String({
  minLength: 3,
  maxLength: 320,
  pattern: '^[^\\s@<>]+@[^\\s@<>]+$',
  examples: ['ann@contoso.example'],
});
export const label = Type.String({ minLength: 1, maxLength: 120 });
/** What something is looked for by. */
export const sought = Type.String({ minLength: 1, maxLength: 320 });
export const longestPassword = 256;
/** The service says which is too short, by its option. */
export const password = Type.String({
  maxLength: longestPassword,
  description: 'At least as many characters as the option `passwords.shortest` asks for',
});
export const instant = Type.Integer({ description: 'Milliseconds since 1970, UTC' });
export const dateTime = Type.String({ format: 'date-time' });
export const texts = Type.Array(Type.String());

/** A setting as it is in force; `setBy` null: it is at its default. */
export const settingInForce = shape('SettingInForce', {
  value: Type.Unknown(),
  setBy: orNull(Type.String()),
  setAt: orNull(instant),
});
export const settingsInForce = Type.Record(Type.String(), settingInForce);
