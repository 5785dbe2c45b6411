/** One resource with the properties that were selected. Pure. */
import type { ODataQuery } from './query.ts';
import { picked, type Resource, selectedNames } from './select.ts';

/** `context`: what stands after `$metadata#`. Throws a `BadRequest` that names a property that there is not. */
export function entityBody(
  resource: Resource,
  type: string,
  { base, context, query }: { readonly base: string; readonly context: string; readonly query: ODataQuery },
): object {
  const names = Object.keys(resource);
  const shown = selectedNames(query.select, names, names, type);
  return { '@odata.context': `${base}/$metadata#${context}`, ...picked(resource, shown) };
}
