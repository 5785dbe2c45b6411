/** Finds a sentence in a text that somebody typed off a screen, or a scanner misread. Pure. */

export interface NearWords {
  /** Where it ends in the text. */
  readonly end: number;
  /** Letters that are wrong, missing or too many. */
  readonly slips: number;
}

/** The place where the text comes nearest to the words; null: nowhere near enough (P. H. Sellers, 1980). */
export function nearWords(text: string, words: string, maximumSlips: number): NearWords | null {
  if (!holdsPart(text, words, maximumSlips + 1)) return null;
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

/** Of so many parts and one slip fewer, one part stands unharmed: whether it does is soon seen. */
function holdsPart(text: string, words: string, parts: number): boolean {
  const length = Math.floor(words.length / parts);
  for (let i = 0; i < parts; i += 1) if (text.includes(words.slice(i * length, (i + 1) * length))) return true;
  return false;
}
