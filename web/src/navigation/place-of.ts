/** Where what somebody typed into the search box leads. Pure. */

export interface Found {
  readonly path: string;
  /** What the page is handed besides its address; null: nothing. */
  readonly state: { readonly text: string } | null;
}

/** The ids of sessions and messages, at the end of a reply or by themselves. */
const id = /\b0[0-9A-F]{15}\b/i;
const address = /^[^\s@<>]+@[^\s@<>]+$/;

/** Null: nothing was typed. */
export function placeOf(text: string): Found | null {
  const typed = text.trim();
  if (typed === '') return null;
  const [found] = id.exec(typed) ?? [];
  if (found !== undefined) return { path: `/find/${found.toUpperCase()}`, state: null };
  if (address.test(typed)) return { path: `/users/${encodeURIComponent(typed)}`, state: null };
  // A reply, or a sentence: the doctor reads it. A word: somebody's name.
  if (/\s/.test(typed) && (typed.length > 40 || /\d/.test(typed))) return { path: '/doctor', state: { text: typed } };
  return { path: `/users?search=${encodeURIComponent(typed)}`, state: null };
}
