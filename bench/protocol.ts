/** What the benchmark and its child processes say to each other. */

/** The password has the form of an app password, so that its cheap hash will take it. */
export const account = { user: 'printer@contoso.example', password: 'benchmarkpasswor' } as const;

/** What a generator is asked for. */
export interface Task {
  readonly port: number;
  /**
   * `persistent`: connections stay; `connection-a-message`: each message has its own; `idle`: sign in, then nothing;
   * `guess`: sign in with wrong passwords, over and over.
   */
  readonly mode: 'persistent' | 'connection-a-message' | 'idle' | 'guess';
  /** MAIL, RCPT and DATA in one write; else each waits for the reply to the one before. */
  readonly pipelined: boolean;
  readonly connections: number;
  readonly messageBytes: number;
  /** Addresses that the connections come from, in turn. */
  readonly from: readonly string[];
  readonly warmMs: number;
  readonly runMs: number;
}

export interface Result {
  /** Messages accepted, or passwords tried. */
  readonly messages: number;
  readonly seconds: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
  /** Of the generator itself. */
  readonly cpuSeconds: number;
}

export interface ServerStats {
  readonly cpuSeconds: number;
  readonly rss: number;
  /** The most that was resident since the last `collect`. */
  readonly peakRss: number;
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
