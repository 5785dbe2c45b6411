/** What taking a change back makes of its rows, under what was changed after it. Pure. */
import type { RowKind, RowValues } from '../directory/altered-row.ts';
import {
  changedElements,
  type Elements,
  elementsOf,
  isSameElement,
  withElements,
} from '../directory/setting-elements.ts';

/** A row that an entry altered, as it was kept. */
export interface KeptImage {
  readonly rowId: number;
  readonly kind: RowKind;
  /** Of the row, as JSON. */
  readonly key: string;
  readonly before: RowValues | null;
  readonly after: RowValues | null;
  /** What the row goes back to: as it was before, unless a change below has ended since. */
  readonly back: RowValues | null;
}

/** The same of an entry that was made later, and stands. */
export interface LaterImage extends KeptImage {
  readonly entryId: string;
}

/** A row that is to become `to`. */
export interface RowChange {
  readonly kind: RowKind;
  readonly key: string;
  readonly to: RowValues | null;
}

export interface WayBack {
  readonly rows: readonly RowChange[];
  /** Images that a part of the change stands under, the oldest of each row, with what they go back to from now on. */
  readonly handedOn: readonly Pick<KeptImage, 'rowId' | 'back'>[];
  /** The newest entry that stands on a part of the change; null: none does. */
  readonly above: string | null;
  /** A part is neither as it was left nor under anything that is known. */
  readonly strayed: boolean;
}

/**
 * `later`: of the same rows, the oldest first. `present`: rows of settings that are there, by their keys; of other rows it is
 * taken that they are as the newest image says.
 */
export function wayBackOf(
  mine: readonly KeptImage[],
  later: readonly LaterImage[],
  present: ReadonlyMap<string, RowValues>,
): WayBack {
  const rows: RowChange[] = [];
  const handedOn = new Map<number, KeptImage>();
  const above = new Set<string>();
  let strayed = false;
  for (const image of eachSettingOnce(mine)) {
    const onRow = later.filter(({ kind, key }) => kind === image.kind && key === image.key);
    const free: string[] = [];
    const places = placesOf(image);
    for (const place of places ?? [null]) {
      const over = onRow.filter((each) => place === null || alters(each, place));
      for (const { entryId } of over) above.add(entryId);
      const [lowest] = over;
      if (lowest !== undefined) {
        const so = handedOn.get(lowest.rowId) ?? lowest;
        handedOn.set(lowest.rowId, { ...so, back: mixed(so.back, image, place === null ? null : [place]) });
      } else if (!isAsLeft(image, place, present)) strayed = true;
      else if (place !== null) free.push(place);
      else rows.push({ kind: image.kind, key: image.key, to: image.back });
    }
    if (free.length > 0) {
      const to = mixed(present.get(image.key) ?? null, image, free);
      rows.push({ kind: image.kind, key: image.key, to });
    }
  }
  const changed = rows.filter(({ kind, key, to }) => kind !== 'setting' || !isThere(present.get(key) ?? null, to));
  const newest = later.findLast(({ entryId }) => above.has(entryId))?.entryId ?? null;
  const handed = [...handedOn.values()].map(({ rowId, back }) => ({ rowId, back }));
  return { rows: changed, handedOn: handed, above: newest, strayed };
}

/** A setting that one entry altered twice is judged by how it was left. */
function eachSettingOnce(images: readonly KeptImage[]): readonly KeptImage[] {
  const isLater = (image: KeptImage, index: number): boolean =>
    image.kind === 'setting' && images.findIndex(({ kind, key }) => kind === 'setting' && key === image.key) < index;
  return images
    .filter((image, index) => !isLater(image, index))
    .map((image) =>
      image.kind === 'setting'
        ? {
            ...image,
            after: images.findLast(({ kind, key }) => kind === 'setting' && key === image.key)?.after ?? null,
          }
        : image,
    );
}

/** The elements of a list that an image altered; null: the row is one whole. */
function placesOf(image: KeptImage): readonly string[] | null {
  const [before, after] = [elementsIn(image, image.before), elementsIn(image, image.after)];
  const changed = before === null || after === null ? [] : changedElements(before, after);
  return changed.length === 0 ? null : changed;
}

function alters(image: KeptImage, place: string): boolean {
  const [before, after] = [elementsIn(image, image.before), elementsIn(image, image.after)];
  return before === null || after === null || !isSameElement(place, before, after);
}

function isAsLeft(image: KeptImage, place: string | null, present: ReadonlyMap<string, RowValues>): boolean {
  if (image.kind !== 'setting') return true;
  const row = present.get(image.key) ?? null;
  const [now, after] = [elementsIn(image, row), elementsIn(image, image.after)];
  return place === null || now === null || after === null
    ? valueOf(row) === valueOf(image.after)
    : isSameElement(place, now, after);
}

/** `row`, with the elements `places` as `image` goes back to them; null: all of it. */
function mixed(row: RowValues | null, image: KeptImage, places: readonly string[] | null): RowValues | null {
  const [now, back] = [elementsIn(image, row), elementsIn(image, image.back)];
  if (places === null || now === null || back === null) return image.back;
  const elements = withElements(now, places, back);
  // Nobody else has altered the list: who had set it, and in which order, comes back as well.
  if (changedElements(elements, back).length === 0) return image.back;
  return { ...image.back, ...row, value: JSON.stringify([...elements.values()]) };
}

/** Null: it is no list of elements. */
function elementsIn({ kind, key }: KeptImage, row: RowValues | null): Elements | null {
  return kind === 'setting' ? elementsOf(String((JSON.parse(key) as unknown[])[2]), valueOf(row)) : null;
}

function isThere(row: RowValues | null, to: RowValues | null): boolean {
  return row === null || to === null ? row === to : row['value'] === to['value'];
}

function valueOf(row: RowValues | null): string | null {
  return row === null ? null : String(row['value']);
}
