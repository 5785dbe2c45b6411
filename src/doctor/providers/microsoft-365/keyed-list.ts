/** Changes of some objects of a list that others change too: what they do meanwhile stays. Pure. */
import type { RawValue } from '../tenant-provider.ts';

type Row = Readonly<Record<string, RawValue>>;

/** How two rows of one key are compared: by what the doctor writes of them. */
export interface RowKind {
  keyOf(row: Row): string;
  /** What of a row is written. */
  written(row: Row): RawValue;
}

/**
 * What the list is to be: `present`, with whatever `wanted` has otherwise than `expected`. Null: one of those rows is no longer
 * as expected.
 */
export function mergedList(
  kind: RowKind,
  lists: { readonly present: RawValue; readonly expected: RawValue; readonly wanted: RawValue },
): RawValue[] | null {
  const [present, expected, wanted] = [
    rowsOf(kind, lists.present),
    rowsOf(kind, lists.expected),
    rowsOf(kind, lists.wanted),
  ];
  const merged = new Map(present);
  for (const key of new Set([...expected.keys(), ...wanted.keys()])) {
    const [there, before, after] = [present.get(key), expected.get(key), wanted.get(key)];
    if (isSame(kind, before, after)) continue;
    if (!isSame(kind, there, before)) return null;
    if (after === undefined) merged.delete(key);
    else merged.set(key, after);
  }
  return [...merged.values()];
}

function rowsOf(kind: RowKind, list: RawValue): Map<string, Row> {
  return new Map((list as readonly Row[]).map((row) => [kind.keyOf(row), row]));
}

function isSame({ written }: RowKind, one: Row | undefined, other: Row | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return JSON.stringify(written(one)) === JSON.stringify(written(other));
}
