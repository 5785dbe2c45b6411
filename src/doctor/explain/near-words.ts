/** Finds a sentence in a text that somebody typed off a screen, or a scanner misread. Pure. */

export interface NearWords {
  /** Where it ends in the text. */
  readonly end: number;
  /** Letters that are wrong, missing or too many. */
  readonly slips: number;
}

/** The place where the text comes nearest to the words; null: nowhere near enough (P. H. Sellers, 1980). */
export function nearWords(text: string, words: string, maximumSlips: number): NearWords | null {
  let column = Array.from({ length: words.length + 1 }, (_, i) => i);
  let best: NearWords | null = null;
  for (let end = 1; end <= text.length; end += 1) {
    const next = [0];
    for (let i = 1; i <= words.length; i += 1) {
      const changed = (column[i - 1] ?? 0) + (words[i - 1] === text[end - 1] ? 0 : 1);
      next.push(Math.min(changed, (column[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1));
    }
    column = next;
    const slips = column[words.length] ?? words.length;
    if (slips <= maximumSlips && slips < (best?.slips ?? Infinity)) best = { end, slips };
  }
  return best;
}
