/** A form, or a query, of which each field is there once (RFC 6749 §3.1, §3.2). Pure. */

export interface ReadForm {
  readonly fields: Readonly<Record<string, string>>;
  /** A field that is there twice; null: none is. */
  readonly twice: string | null;
}

/** An empty field counts as left out. */
export function readForm(text: string): ReadForm {
  const fields: Record<string, string> = {};
  let twice: string | null = null;
  for (const [name, value] of new URLSearchParams(text)) {
    if (Object.hasOwn(fields, name)) twice ??= name;
    else if (value !== '' && name !== '__proto__') fields[name] = value;
  }
  return { fields, twice };
}
