/** An answer of any length: one JSON object a line, made as fast as the client takes it. */
import { Readable } from 'node:stream';

export function jsonLines(found: AsyncIterable<unknown>): Readable {
  async function* lines(): AsyncGenerator<string> {
    for await (const each of found) yield `${JSON.stringify(each)}\n`;
  }
  return Readable.from(lines(), { objectMode: false });
}
