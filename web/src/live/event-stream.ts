/** Server-sent events, out of what has arrived of a stream (HTML Living Standard §9.2). Pure. */

export interface ServerEvent {
  readonly name: string;
  readonly data: string;
}

export interface Arrived {
  readonly events: readonly ServerEvent[];
  /** What has begun and is not whole yet. */
  readonly rest: string;
}

export function eventsIn(text: string): Arrived {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  return { events: blocks.flatMap(eventOf), rest };
}

/** Nothing where the block is a comment: a stream that lives says so. */
function eventOf(block: string): ServerEvent[] {
  const fields = block.split('\n').map((line) => /^(event|data): ?(.*)$/.exec(line));
  const data = fields.flatMap((field) => (field?.[1] === 'data' ? [field[2] ?? ''] : []));
  const name = fields.find((field) => field?.[1] === 'event')?.[2];
  return data.length === 0 ? [] : [{ name: name ?? 'message', data: data.join('\n') }];
}
