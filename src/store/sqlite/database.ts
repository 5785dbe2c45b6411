/** The SQLite file as the rest of the store sees it: transactions in, rows out, in the order of the calls. */
import { Worker } from 'node:worker_threads';
import { AppError } from '../../lib/app-error.ts';
import type { Request, Response, Row, Statement, TransactionKind } from './database-thread.ts';

export type { Row, Statement } from './database-thread.ts';

export interface Database {
  /** Transactions that have not been answered. */
  readonly waiting: number;
  /** One transaction; the rows of each statement. Rejects with an `AppError`. */
  transaction(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  /** As `transaction`, answered before it is on disk: for what can be made again after a crash. */
  repeatable(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  /** As `transaction`, and takes it back before it answers. */
  rehearse(statements: readonly Statement[]): Promise<readonly (readonly Row[])[]>;
  /** One statement in a transaction of its own. */
  query(sql: string, ...parameters: Statement['parameters'][number][]): Promise<readonly Row[]>;
  close(): Promise<void>;
}

/** Transactions that may wait; whoever comes then is told to try again. */
export const maximumWaiting = 10_000;

const codes = {
  full: 'storage-full',
  constraint: 'storage-conflict',
  lost: 'storage-loss',
  other: 'storage-failed',
} as const;

interface Waiting {
  readonly resolve: (results: readonly (readonly Row[])[]) => void;
  readonly reject: (error: AppError) => void;
  readonly since: number;
}

/** Told of each transaction: how long it waited and ran, and whether it failed. */
export type Took = (seconds: number, failed: boolean) => void;

export function openDatabase(file: string, took: Took = () => undefined): Database {
  const worker = new Worker(new URL('./database-thread.ts', import.meta.url), { workerData: { file } });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let closed = false;

  const failAll = (error: AppError): void => {
    closed = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on('message', (response: Response) => {
    const asked = waiting.get(response.id);
    waiting.delete(response.id);
    if (asked !== undefined) took((performance.now() - asked.since) / 1000, 'error' in response);
    if ('results' in response) asked?.resolve(response.results);
    else asked?.reject(new AppError(codes[response.because], { reason: response.error }));
  });
  worker.on('error', (cause) => failAll(new AppError('storage-failed', {}, cause)));
  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      failAll(new AppError('store-closed'));
      resolve();
    });
  });

  function send(statements: readonly Statement[], kind: TransactionKind): Promise<readonly (readonly Row[])[]> {
    if (closed) return Promise.reject(new AppError('store-closed'));
    if (waiting.size >= maximumWaiting) return Promise.reject(new AppError('store-busy'));
    return new Promise((resolve, reject) => {
      lastId += 1;
      waiting.set(lastId, { resolve, reject, since: performance.now() });
      worker.postMessage({ id: lastId, kind, statements } satisfies Request);
    });
  }

  const transaction = (statements: readonly Statement[]) => send(statements, 'durable');
  return {
    get waiting() {
      return waiting.size;
    },
    transaction,
    repeatable: (statements) => send(statements, 'repeatable'),
    rehearse: (statements) => send(statements, 'rehearsed'),
    query: async (sql, ...parameters) => (await transaction([{ sql, parameters }]))[0] ?? [],
    async close() {
      closed = true;
      worker.postMessage('close');
      await ended;
    },
  };
}
