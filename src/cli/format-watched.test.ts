import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatWatched, WatchEnded } from './format-watched.ts';

async function* inPieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  const octets = Buffer.from(text);
  for (let at = 0; at < octets.length; at += size) yield octets.subarray(at, at + size);
}

const line = { at: 0, sessionId: 'S1', address: '192.0.2.1', listener: 'x', line: ' ~> EHLO x' };
const stream = [
  ': watching',
  `event: line\ndata: ${JSON.stringify(line)}`,
  ': still here',
  'event: lost\ndata: {"lines":3}',
  'event: ended\ndata: {"code":"role-missing","reason":"it takes a\\u0007 role"}',
  '',
].join('\n\n');

test('what came before the end of a watch is printed, however it is cut, and then the reason', async () => {
  for (const size of [1, 7, 10_000]) {
    let printed = '';
    const reading = async (): Promise<void> => {
      for await (const piece of formatWatched(inPieces(stream, size), false)) printed += Buffer.from(piece).toString();
    };
    await assert.rejects(reading(), (error) => {
      assert.ok(error instanceof WatchEnded);
      assert.deepEqual([error.code, error.message], ['role-missing', 'it takes a? role']);
      return true;
    });
    assert.equal(
      printed,
      '1970-01-01T00:00:00.000Z S1  ~> EHLO x\n=== 3 lines are missing here: they came faster than they were taken\n',
    );
  }
});
