/** The word that somebody meant: the one of several that is fewest typing mistakes away. Pure. */

/** Longer words are cut; nobody mistypes so much of a name. */
const longest = 64;

/** Null: none of `words` is near enough to be meant. */
export function nearest(written: string, words: readonly string[]): string | null {
  const plain = plainOf(written);
  let best: { word: string; mistakes: number } | null = null;
  for (const word of words) {
    const mistakes = mistakesBetween(plain, plainOf(word));
    if (mistakes <= allowed(plain, word) && mistakes < (best?.mistakes ?? Number.POSITIVE_INFINITY))
      best = { word, mistakes };
  }
  return best?.word ?? null;
}

/** Case and hyphens are what people mix up first: they do not count. */
function plainOf(word: string): string {
  return word.slice(0, longest).toLowerCase().replaceAll(/[-_ ]/g, '');
}

function allowed(written: string, word: string): number {
  return Math.min(3, Math.floor(Math.max(written.length, word.length) / 3));
}

/** Letters left out, put in, changed, or swapped with their neighbour. */
function mistakesBetween(a: string, b: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      let fewest = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + changed);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (isSwap) fewest = Math.min(fewest, (beforeLast[j - 2] ?? 0) + 1);
      row.push(fewest);
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
