/** The thread that owns the SQLite file: carries out what it is sent, in order, and answers. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { createBoundedMap } from '../../lib/bounded-map.ts';
import { folded } from '../text-search.ts';

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly SQLInputValue[];
  /** Each row that it answers when the transaction begins must be among those that it answers in its place; else nothing is done. */
  readonly keeps?: true;
}

export type Row = Record<string, string | number | null>;

/**
 * `durable`: it is on disk when it is answered. `repeatable`: it need not be, since it can be made again after a crash.
 * `rehearsed`: it is taken back when it has answered.
 */
export type TransactionKind = 'durable' | 'repeatable' | 'rehearsed';

/** Statements of one transaction; the rows of each come back. */
export interface Request {
  readonly id: number;
  readonly kind: TransactionKind;
  readonly statements: readonly Statement[];
}

export type Response =
  | { readonly id: number; readonly results: readonly (readonly Row[])[] }
  | { readonly id: number; readonly error: string; readonly because: 'full' | 'constraint' | 'lost' | 'other' };

/** Prepared statements that are kept. */
const maximumPrepared = 200;

const database = new DatabaseSync((workerData as { file: string }).file);
database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=5000;');

// SQLite's own lower() knows the letters A to Z.
database.function('folded', { deterministic: true }, (text) => (typeof text === 'string' ? folded(text) : null));

const prepared = createBoundedMap<string, StatementSync>(maximumPrepared);

function prepare(sql: string): StatementSync {
  const known = prepared.get(sql);
  if (known !== undefined) return known;
  const statement = database.prepare(sql);
  prepared.set(sql, statement);
  return statement;
}

let flushes = true;

/** Whether a commit waits for the disk. A later one that does takes all before it along. */
function setFlushing(wanted: boolean): void {
  if (wanted === flushes) return;
  database.exec(wanted ? 'PRAGMA synchronous=FULL' : 'PRAGMA synchronous=NORMAL');
  flushes = wanted;
}

/** What a statement was to keep would be lost. */
class Lost extends Error {}

function rowsOf({ sql, parameters }: Statement): Row[] {
  return prepare(sql).all(...parameters) as Row[];
}

function refuseLoss(before: readonly Row[], now: readonly Row[]): void {
  const left = new Set(now.map((row) => JSON.stringify(row)));
  if (before.some((row) => !left.has(JSON.stringify(row)))) throw new Lost();
}

function run({ id, kind, statements }: Request): Response {
  try {
    setFlushing(kind === 'durable');
    database.exec('BEGIN IMMEDIATE');
    const kept = statements.map((statement) => (statement.keeps ? rowsOf(statement) : []));
    const results = statements.map((statement, index) => {
      const rows = rowsOf(statement);
      refuseLoss(kept[index] ?? [], rows);
      return rows;
    });
    database.exec(kind === 'rehearsed' ? 'ROLLBACK' : 'COMMIT');
    return { id, results };
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    const text = error instanceof Error ? error.message : 'unknown';
    return { id, error: text, because: causeOf(error) };
  }
}

/** The primary result codes of SQLite, which are the low octet of those that node:sqlite answers with. */
const causes: Readonly<Record<number, 'full' | 'constraint'>> = { 13: 'full', 19: 'constraint' };

function causeOf(error: unknown): 'full' | 'constraint' | 'lost' | 'other' {
  if (error instanceof Lost) return 'lost';
  const { errcode } = error as { errcode?: number };
  return (errcode !== undefined && causes[errcode & 0xff]) || 'other';
}

parentPort?.on('message', (message: Request | 'close') => {
  if (message === 'close') {
    database.close();
    parentPort?.close();
  } else {
    parentPort?.postMessage(run(message));
  }
});
