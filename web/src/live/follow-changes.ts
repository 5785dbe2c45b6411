/** Follows what changes at the service, and comes back when the line breaks, after a pause that grows. */
import { addressOf, queryOf } from '../api/ask.ts';
import { eventsIn } from './event-stream.ts';

export interface FollowChanges {
  readonly tenantId: string;
  readonly signal: AbortSignal;
  /** Something may have been missed: the line stands anew. */
  readonly onOpen: () => void;
  readonly onChange: (topic: string) => void;
  /** The session is over, or the person may see nothing any more. */
  readonly onOver: () => void;
}

const shortestPauseMs = 1000;
const longestPauseMs = 60_000;
/** A line that stood so long was good. */
const goodAfterMs = 10_000;

/** Ends with the signal, or with the session. */
export async function followChanges(wishes: FollowChanges): Promise<void> {
  const { signal, onOver } = wishes;
  let pauseMs = shortestPauseMs;
  while (!signal.aborted) {
    const began = performance.now();
    const end = await followOnce(wishes).catch(() => 'broken' as const);
    if (signal.aborted) return;
    if (end === 'over') return onOver();
    pauseMs = performance.now() - began > goodAfterMs ? shortestPauseMs : Math.min(pauseMs * 2, longestPauseMs);
    await pause(pauseMs * (0.75 + Math.random() / 2), signal);
  }
}

async function followOnce({ tenantId, signal, onOpen, onChange }: FollowChanges): Promise<'over' | 'broken'> {
  // No EventSource: it can neither say that no person has asked, nor why it was refused.
  const response = await fetch(`${addressOf('/events')}${queryOf({ tenant: tenantId })}`, {
    headers: { 'postern-presence': 'page', accept: 'text/event-stream' },
    signal,
  });
  if (response.status === 401 || response.status === 403) return 'over';
  if (!response.ok || response.body === null) return 'broken';
  onOpen();
  const decoder = new TextDecoder();
  const reader = response.body.getReader();
  let arrived = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return 'broken';
    const { events, rest } = eventsIn(arrived + decoder.decode(value, { stream: true }));
    arrived = rest;
    for (const { name, data } of events) if (name === 'changed') onChange(topicOf(data));
  }
}

function topicOf(data: string): string {
  const { of } = JSON.parse(data) as { readonly of?: unknown };
  return typeof of === 'string' ? of : '';
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
