/** The events of a watch as lines for a person, or as JSON lines. */
import type { WatchedLine } from '../watch/watched-line.ts';
import { printable, time } from './output.ts';

/** The service has ended the watch before its time. */
export class WatchEnded extends Error {
  readonly code: string;
  constructor(code: string, reason: string) {
    super(reason);
    this.code = code;
  }
}

/** One line an event: when, which session, and the line in the notation of swaks. Throws a `WatchEnded`. */
export async function* formatWatched(stream: AsyncIterable<Uint8Array>, json: boolean): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const octets of stream) {
    const events = (rest + decoder.decode(octets, { stream: true })).split('\n\n').map(eventOf);
    rest = events.pop()?.text ?? '';
    const ended = events.find(({ name }) => name === 'ended');
    const lines = events.flatMap((event) => lineOf(event, json));
    if (lines.length > 0) yield Buffer.from(`${lines.join('\n')}\n`);
    if (ended === undefined) continue;
    const { code, reason } = JSON.parse(ended.data) as { code: string; reason: string };
    throw new WatchEnded(code, printable(reason));
  }
}

interface WatchEvent {
  readonly name: string;
  readonly data: string;
  readonly text: string;
}

function eventOf(text: string): WatchEvent {
  const [, name = '', data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(text) ?? [];
  return { name, data, text };
}

/** What is no event is a sign of life. */
function lineOf({ name, data }: WatchEvent, json: boolean): string[] {
  if (name !== 'line' && name !== 'lost') return [];
  if (json) return [data];
  if (name === 'lost') {
    const { lines } = JSON.parse(data) as { lines: number };
    return [`=== ${lines} lines are missing here: they came faster than they were taken`];
  }
  const { at, sessionId, line } = JSON.parse(data) as WatchedLine;
  return [printable(`${time(at)} ${sessionId} ${line}`)];
}
