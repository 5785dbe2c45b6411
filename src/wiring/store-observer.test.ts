/** What an operator hears of an outage of the sign-in log: one line when it begins, one when it is over, and a figure. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { atEnd } from '../../test/fixtures/at-end.ts';
import { eventually } from '../../test/fixtures/eventually.ts';
import { runningService } from '../../test/fixtures/running-service.ts';
import { signInRecord } from '../../test/fixtures/sign-in-record.ts';
import { temporaryDirectory } from '../../test/fixtures/temporary-directory.ts';

test('a sign-in log that cannot be written is logged once and counted each time, and its end is logged', async (t) => {
  const file = join(await temporaryDirectory(t), 'log');
  const service = await runningService(t, { log: { level: 'warn', file } });
  const database = new DatabaseSync(join(service.dataDirectory, 'postern.db'));
  atEnd(t, () => database.close());
  database.exec('PRAGMA busy_timeout=5000');
  const { signInLog } = service.store;
  const figure = async () => {
    const text = await (await fetch(`${service.httpUrl}/metrics`)).text();
    return Number(/^postern_background_write_failures_total\{what="sign-in-log"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  };
  const events = async () =>
    (await readFile(file, 'utf8').catch(() => ''))
      .split('\n')
      .filter((line) => line.includes('sign-in-log.'))
      .map((line) => JSON.parse(line) as { event: string; level: string; waiting?: number; lost?: number });
  database.exec("CREATE TRIGGER broken BEFORE INSERT ON sign_in BEGIN SELECT RAISE(ABORT, 'the disk is gone'); END");
  signInLog.record(signInRecord({ id: 'one' }));
  assert.ok((await eventually(figure, (failures) => failures >= 2)) >= 2);
  const [began, ...more] = await eventually(events, ({ length }) => length > 0);
  assert.deepEqual([began?.event, began?.level, began?.waiting, more], ['sign-in-log.failing', 'error', 1, []]);
  database.exec('DROP TRIGGER broken');
  const told = await eventually(events, ({ length }) => length > 1);
  assert.deepEqual(
    told.map(({ event }) => event),
    ['sign-in-log.failing', 'sign-in-log.recovered'],
  );
  assert.equal(told[1]?.lost, 0);
  assert.equal((await signInLog.find('one'))?.id, 'one');
});
