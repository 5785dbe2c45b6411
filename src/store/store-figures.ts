/** What an operator wants to know of the store: how much waits, how much lies there, and whether it can be written. */
import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { StateName } from '../queue/message-state.ts';
import type { MessageIndex } from './message-index.ts';
import type { StoredSignInLog } from './sign-in-log.ts';
import type { Database, Row } from './sqlite/database.ts';

export interface QueueDepth {
  readonly state: StateName;
  readonly recipients: number;
  /** When the oldest of them was accepted (waiting), or came to this state (held, dead). */
  readonly oldestAt: number;
}

export interface StoreFigures {
  /** Recipients who wait, or whom an operator is to see to; of each state at most `countedRecipients`. */
  queue(): Promise<readonly QueueDepth[]>;
  disk(): Promise<{ readonly freeBytes: number; readonly totalBytes: number }>;
  /** Addresses of those who wait, at most `addressedRecipients`, those who are due first. */
  waitingAddresses(): Promise<readonly string[]>;
  /** Changes whose end came before `before`, and that stand. */
  overdueEnds(before: number): Promise<number>;
  /** Octets of the bodies on disk. */
  spoolBytes(): Promise<number>;
  /** Transactions that wait for the database. */
  waiting(): number;
  /** What waits in memory to be written. */
  backlog(): Backlog;
  /** Records that the sign-in log holds. */
  signInRecords(): Promise<number>;
  /** Records of the sign-in log that a flood or a fault has cost. */
  droppedRecords(): number;
  /** Rejects where the database cannot be written now. */
  tryWrite(): Promise<void>;
}

export interface Backlog {
  readonly transactions: number;
  readonly signIns: number;
  readonly messages: number;
}

/** Rows that one look counts, and rows whose age it asks for: the database serves others too. */
const countedRecipients = 200_000;
const agedRecipients = 20_000;
/** Rows whose address it asks for: each is taken out of its envelope. */
export const addressedRecipients = 2000;
/** Files that one look measures; the rest counts as the mean of these. */
const measuredFiles = 5000;

const waitingDepths = `SELECT state_name, count(*) AS recipients FROM (
  SELECT state_name FROM recipient WHERE due_at IS NOT NULL LIMIT ${countedRecipients}) GROUP BY state_name`;
const waitingSince = `SELECT state_name, min(accepted_at) AS oldest_at FROM (
  SELECT state_name, message_id FROM recipient WHERE due_at IS NOT NULL LIMIT ${agedRecipients})
  JOIN message ON id = message_id GROUP BY state_name`;
const parkedDepths = `SELECT state_name, count(*) AS recipients, min(changed_at) AS oldest_at FROM (
  SELECT state_name, changed_at FROM recipient WHERE state_name IN ('held', 'dead') LIMIT ${countedRecipients}) GROUP BY state_name`;
const waitingAddresses = `SELECT message ->> ('$.envelope.recipients[' || ordinal || '].address') AS address FROM (
  SELECT message_id, ordinal FROM recipient WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ${addressedRecipients})
  JOIN message ON id = message_id`;

/** Exported for the test of how they are looked up. */
export const queueFigureQueries: readonly string[] = [waitingDepths, waitingSince, parkedDepths, waitingAddresses];

export function createStoreFigures(
  dataDirectory: string,
  database: Database,
  signInLog: Pick<StoredSignInLog, 'dropped' | 'waiting'>,
  index: Pick<MessageIndex, 'waiting'>,
): StoreFigures {
  return {
    async queue() {
      const statements = [waitingDepths, waitingSince, parkedDepths].map((sql) => ({ sql, parameters: [] }));
      // `repeatable`: it writes nothing that a flush would be for.
      const [waiting = [], since = [], parked = []] = await database.repeatable(statements);
      const oldest = new Map(since.map((row) => [row['state_name'], Number(row['oldest_at'])]));
      return [
        ...waiting.map((row) => depthOf(row, oldest.get(row['state_name'] ?? ''))),
        ...parked.map((row) => depthOf(row)),
      ];
    },
    async disk() {
      const { bavail, blocks, bsize } = await statfs(dataDirectory);
      return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
    },
    async waitingAddresses() {
      const [rows = []] = await database.repeatable([{ sql: waitingAddresses, parameters: [] }]);
      return rows.map((row) => String(row['address']));
    },
    async overdueEnds(before) {
      const sql = 'SELECT count(*) AS ends FROM audit_entry WHERE ends_at < ?';
      const [rows] = await database.repeatable([{ sql, parameters: [before] }]);
      return Number(rows?.[0]?.['ends']);
    },
    async spoolBytes() {
      const rooms = ['segments', 'large'].map((name) => sizeOf(join(dataDirectory, 'spool', name)));
      return (await Promise.all(rooms)).reduce((sum, bytes) => sum + bytes, 0);
    },
    waiting: () => database.waiting,
    backlog: () => ({ transactions: database.waiting, signIns: signInLog.waiting(), messages: index.waiting }),
    async signInRecords() {
      // Sequences have no gaps but at the beginning.
      const sql = 'SELECT coalesce(max(sequence) - min(sequence) + 1, 0) AS records FROM sign_in';
      return Number((await database.query(sql))[0]?.['records']);
    },
    droppedRecords: () => signInLog.dropped(),
    async tryWrite() {
      await database.repeatable([{ sql: 'UPDATE indexed SET offset = offset', parameters: [] }]);
    },
  };
}

function depthOf(row: Row, oldestAt = Number(row['oldest_at'])): QueueDepth {
  return { state: String(row['state_name']) as StateName, recipients: Number(row['recipients']), oldestAt };
}

async function sizeOf(directory: string): Promise<number> {
  const names = await readdir(directory);
  const measured = names.slice(0, measuredFiles);
  let bytes = 0;
  for (const name of measured) {
    // A file may go while it is looked at.
    bytes += await stat(join(directory, name)).then(
      ({ size }) => size,
      () => 0,
    );
  }
  return measured.length === 0 ? 0 : Math.round((bytes / measured.length) * names.length);
}
