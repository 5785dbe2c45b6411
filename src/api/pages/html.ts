/** The template that pages are made of, and names that somebody else chose, fit to stand in them. Pure. */

export { Html, html } from '../../lib/html.ts';

/** Directions that would turn the text around them, and control characters. */
const unseen = /[\p{Cc}\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/gu;
const longestName = 100;

/** A name that somebody chose, fit to be shown beside our own words. */
export function shownName(name: string): string {
  const clean = name.replaceAll(unseen, '').trim();
  return clean.length > longestName ? `${clean.slice(0, longestName)}…` : clean;
}
