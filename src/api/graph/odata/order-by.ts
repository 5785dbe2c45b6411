/** `$orderby`: by which properties, in which direction. Pure. */
import { BadRequest } from '../graph-fault.ts';

export interface OrderBy {
  /** As it was written, with slashes. */
  readonly property: string;
  readonly descending: boolean;
}

const maximumKeys = 5;

export function parseOrderBy(text: string): OrderBy[] {
  const parts = text.split(',');
  if (parts.length > maximumKeys) throw new BadRequest(`'$orderby' takes at most ${maximumKeys} properties.`);
  return parts.map((part) => {
    const [, property, direction = 'asc'] = /^\s*([\w/]{1,200})(?:\s+(asc|desc))?\s*$/i.exec(part) ?? [];
    if (property === undefined)
      throw new BadRequest("'$orderby' takes names of properties, each with 'asc' or 'desc'.");
    return { property, descending: direction.toLowerCase() === 'desc' };
  });
}
