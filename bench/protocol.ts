/** What the benchmark and its child processes say to each other. */

export const account = { user: 'printer@contoso.example', password: 'bench-password' } as const;

/** What a generator is asked for. */
export interface Task {
  readonly port: number;
  /** `persistent`: connections stay; `connection-a-message`: each message has its own; `idle`: sign in, then nothing. */
  readonly mode: 'persistent' | 'connection-a-message' | 'idle';
  /** MAIL, RCPT and DATA in one write; else each waits for the reply to the one before. */
  readonly pipelined: boolean;
  readonly connections: number;
  readonly warmMs: number;
  readonly runMs: number;
}

export interface Result {
  readonly messages: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  /** Of the generator itself. */
  readonly cpuSeconds: number;
}

export interface ServerStats {
  readonly cpuSeconds: number;
  readonly rss: number;
  readonly flushes: number;
}

/** From a child. */
export type Report =
  | { readonly kind: 'ready'; readonly port: number }
  | { readonly kind: 'stats'; readonly stats: ServerStats }
  | { readonly kind: 'result'; readonly result: Result };

/** To a child. `collect`: statistics after the garbage is gone, for memory. */
export type Request = 'go' | 'stats' | 'collect' | 'stop';

/** CPU time of this process and its threads so far. */
export function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
