/** Settings that are lists of things with a name of their own: each of these is changed, and taken back, by itself. Pure. */
import type { TenantSettings } from './settings.ts';

const keys: Readonly<Record<string, 'id' | 'name'>> = {
  authenticationPolicies: 'name',
  conditionalAccessPolicies: 'id',
  namedLocations: 'id',
  trustedIssuers: 'id',
} satisfies Partial<Record<keyof TenantSettings, 'id' | 'name'>>;

/** Each element by its key. */
export type Elements = ReadonlyMap<string, unknown>;

/** Of a value as it is stored, null where there is none; null: the setting is no such list. */
export function elementsOf(name: string, value: string | null): Elements | null {
  const key = keys[name];
  if (key === undefined) return null;
  const list = value === null ? [] : (JSON.parse(value) as readonly Readonly<Record<string, unknown>>[]);
  const elements = new Map(list.map((each) => [String(each[key]).toLowerCase(), each]));
  return elements.size === list.length ? elements : null;
}

/** The keys of elements that came, went or were changed. */
export function changedElements(before: Elements, after: Elements): string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((key) => !isSameElement(key, before, after));
}

/** Also where it is in neither. */
export function isSameElement(key: string, one: Elements, other: Elements): boolean {
  return JSON.stringify(one.get(key)) === JSON.stringify(other.get(key));
}

/** `elements`, with those of `keys` as they are in `source`. */
export function withElements(elements: Elements, keysToTake: readonly string[], source: Elements): Elements {
  const merged = new Map(elements);
  for (const key of keysToTake) {
    if (source.has(key)) merged.set(key, source.get(key));
    else merged.delete(key);
  }
  return merged;
}
