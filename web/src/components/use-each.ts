/** The same change of several things, one after the other: how far it is, and what did not work. */
import { useState } from 'react';

export interface EachFailure {
  readonly name: string;
  readonly fault: Error;
}

export interface Each {
  /** Null: it has not begun. */
  readonly at: number | null;
  readonly failures: readonly EachFailure[];
  /** Answers those for which it worked. */
  run<Item>(
    items: readonly Item[],
    nameOf: (item: Item) => string,
    work: (item: Item) => Promise<unknown>,
  ): Promise<Item[]>;
}

export function useEach(): Each {
  const [at, setAt] = useState<number | null>(null);
  const [failures, setFailures] = useState<readonly EachFailure[]>([]);
  return {
    at,
    failures,
    async run(items, nameOf, work) {
      const failed: EachFailure[] = [];
      const worked: (typeof items)[number][] = [];
      setFailures([]);
      for (const [index, item] of items.entries()) {
        setAt(index);
        try {
          await work(item);
          worked.push(item);
        } catch (error) {
          failed.push({ name: nameOf(item), fault: error as Error });
        }
      }
      setFailures(failed);
      setAt(null);
      return worked;
    },
  };
}
