/** A thread of its own that copies the database at one moment: it only reads, so whoever writes goes on meanwhile. */
import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import type { Snapshot } from './snapshot.ts';

const { file, copy } = workerData as { file: string; copy: string };

function snapshot(): Snapshot {
  const source = new DatabaseSync(file, { readOnly: true });
  source.exec('PRAGMA busy_timeout=5000');
  source.prepare('VACUUM INTO ?').run(copy);
  source.close();
  const taken = new DatabaseSync(copy);
  // The file of an upload under way changes while it is read; its client begins again.
  taken.exec('DELETE FROM upload_session');
  const texts = (sql: string) =>
    taken
      .prepare(sql)
      .all()
      .map((row) => String(Object.values(row)[0]));
  const place = taken.prepare('SELECT segment, offset FROM indexed').get();
  const answer: Snapshot = {
    indexed: { segment: Number(place?.['segment'] ?? 0), offset: Number(place?.['offset'] ?? 0) },
    segments: texts('SELECT DISTINCT segment FROM message ORDER BY segment').map(Number),
    large: texts('SELECT large FROM message WHERE large IS NOT NULL'),
    drafts: texts('SELECT file FROM draft_attachment'),
    migrations: texts('SELECT number FROM migration ORDER BY number').map(Number),
  };
  taken.close();
  return answer;
}

parentPort?.postMessage(snapshot());
