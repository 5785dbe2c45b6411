/** Octets as the body of an answer. */
import { Readable } from 'node:stream';

/** Resolves once the first of them are there: what is missing is a fault, and no answer that breaks off. */
export async function streamOf(octets: AsyncIterable<Buffer>): Promise<Readable> {
  const iterator = octets[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* all(): AsyncGenerator<Buffer> {
    try {
      if (!first.done) yield first.value;
      yield* { [Symbol.asyncIterator]: () => iterator };
    } finally {
      await iterator.return?.();
    }
  }
  return Readable.from(all());
}
