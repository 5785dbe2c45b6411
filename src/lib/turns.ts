/** Work that is done a few at a time; what comes when as many wait as may is turned away. */

export interface Turns {
  /** `busy`: too many wait already, and nothing was begun. */
  take<T>(work: () => Promise<T>): Promise<T | 'busy'>;
}

export function createTurns({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Turns {
  let underWay = 0;
  const line: (() => void)[] = [];
  return {
    async take(work) {
      if (underWay >= atOnce) {
        if (line.length >= waiting) return 'busy';
        // Whoever is called has been given the place of who calls.
        await new Promise<void>((resolve) => line.push(resolve));
      } else underWay += 1;
      try {
        return await work();
      } finally {
        const next = line.shift();
        if (next === undefined) underWay -= 1;
        else next();
      }
    },
  };
}
