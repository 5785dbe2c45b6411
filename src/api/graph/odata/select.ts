/** `$select`: which properties of a resource are shown. Pure. */
import { BadRequest } from '../graph-fault.ts';

export type Resource = Readonly<Record<string, unknown>>;

/**
 * The names of `all` that `selected` means, in the order of `all`; null: those `byDefault`. Throws a `BadRequest` that
 * names one that there is not.
 */
export function selectedNames(
  selected: readonly string[] | null,
  all: readonly string[],
  byDefault: readonly string[],
  type: string,
): readonly string[] {
  if (selected === null) return byDefault;
  const wanted = new Set<string>();
  for (const written of selected) {
    // A part of a complex property brings the whole of it.
    const [first = ''] = written.split('/');
    const name = all.find((each) => each.toLowerCase() === first.toLowerCase());
    if (name === undefined)
      throw new BadRequest(
        `Could not find a property named '${first.slice(0, 200)}' on type 'microsoft.graph.${type}'.`,
        'BadRequest',
      );
    wanted.add(name);
  }
  return all.filter((name) => wanted.has(name));
}

/** The resource with these properties alone. */
export function picked(resource: Resource, names: readonly string[]): Resource {
  return Object.fromEntries(names.map((name) => [name, resource[name] ?? null]));
}
