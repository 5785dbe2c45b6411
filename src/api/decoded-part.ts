/** A part of an address without its percent signs. Pure. */

/** Null: it is not well encoded. */
export function decodedPart(part: string): string | null {
  try {
    return decodeURIComponent(part);
  } catch {
    return null;
  }
}
