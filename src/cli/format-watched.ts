/** The events of a watch as lines for a person, or as JSON lines. */
import type { WatchedLine } from '../watch/watched-line.ts';
import { printable, time } from './output.ts';

/** One line an event: when, which session, and the line in the notation of swaks. */
export async function* formatWatched(stream: AsyncIterable<Uint8Array>, json: boolean): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const octets of stream) {
    const events = (rest + decoder.decode(octets, { stream: true })).split('\n\n');
    rest = events.pop() ?? '';
    const lines = events.flatMap((event) => lineOf(event, json));
    if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`);
  }
}

function lineOf(event: string, json: boolean): string[] {
  const [, name, data] = /^event: (\w+)\ndata: (.*)$/.exec(event) ?? [];
  // The rest are signs of life.
  if (data === undefined) return [];
  if (json) return [data];
  if (name === 'lost') {
    const { lines } = JSON.parse(data) as { lines: number };
    return [`=== ${lines} lines are missing here: they came faster than they were taken`];
  }
  const { at, sessionId, line } = JSON.parse(data) as WatchedLine;
  return [printable(`${time(at)} ${sessionId} ${line}`)];
}
