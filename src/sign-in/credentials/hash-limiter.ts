/** Few hashes at a time, taken in turn from lanes, so that one source of guesses cannot keep the others waiting. */

export interface HashLimits {
  /** Hashes that run at once. */
  readonly concurrency: number;
  /** Hashes that wait, over all lanes. */
  readonly waiting: number;
}

export const defaultHashLimits: HashLimits = { concurrency: 1, waiting: 200 };

export interface HashLimiter {
  /** Runs `work` when its lane's turn comes; `busy` when the line is full. */
  run<T>(
    lane: string,
    work: () => Promise<T>,
  ): Promise<{ readonly kind: 'done'; readonly value: T } | { readonly kind: 'busy' }>;
}

interface Waiting {
  start(): void;
  turnAway(): void;
}

export function createHashLimiter(limits: HashLimits = defaultHashLimits): HashLimiter {
  /** In the order of their turns: a lane that was served goes to the end. */
  const lanes = new Map<string, Waiting[]>();
  let running = 0;
  let waiting = 0;

  /** Makes room at the cost of the longest lane; `false` when that is the newcomer's own. */
  function makeRoom(lane: string): boolean {
    let longest: Waiting[] = [];
    for (const line of lanes.values()) if (line.length > longest.length) longest = line;
    if (longest.length <= (lanes.get(lane)?.length ?? 0) + 1) return false;
    longest.pop()?.turnAway();
    waiting--;
    return true;
  }

  function startNext(): void {
    const first = lanes.entries().next();
    if (first.done || running >= limits.concurrency) return;
    const [lane, line] = first.value;
    lanes.delete(lane);
    const next = line.shift();
    if (line.length > 0) lanes.set(lane, line);
    waiting--;
    next?.start();
  }

  async function perform<T>(work: () => Promise<T>): Promise<{ kind: 'done'; value: T }> {
    running++;
    try {
      return { kind: 'done', value: await work() };
    } finally {
      running--;
      startNext();
    }
  }

  return {
    run(lane, work) {
      if (running < limits.concurrency) return perform(work);
      if (waiting >= limits.waiting && !makeRoom(lane)) return Promise.resolve({ kind: 'busy' });
      return new Promise((resolve, reject) => {
        const entry = {
          start: () => void perform(work).then(resolve, reject),
          turnAway: () => resolve({ kind: 'busy' }),
        };
        const line = lanes.get(lane);
        if (line === undefined) lanes.set(lane, [entry]);
        else line.push(entry);
        waiting++;
      });
    },
  };
}
