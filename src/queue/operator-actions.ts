/** Retry, hold, release and cancel, for all recipients of a message for which the step is legal; it is known who did it. */
import type { NewAuditEntry } from '../directory/audit-log.ts';
import { afterAction, type OperatorAction } from './message-state.ts';
import type { QueueStore } from './queue-store.ts';

export type ActionResult = { readonly changed: number } | { readonly refused: string };

export async function actOnMessage(
  store: Pick<QueueStore, 'find' | 'changeByOperator'>,
  action: OperatorAction,
  messageId: string,
  entry: NewAuditEntry,
): Promise<ActionResult> {
  const message = await store.find(messageId);
  if (message === null) return { refused: `there is no message ${messageId}` };
  const { at } = entry;
  const changes = message.recipients.flatMap(({ attempts, state }, ordinal) => {
    const next = afterAction(state, action, entry.actor.name, at);
    return next === null ? [] : [{ messageId: message.id, ordinal, attempts, from: state.name, state: next, at }];
  });
  if (changes.length === 0) {
    const states = [...new Set(message.recipients.map(({ state }) => state.name))].join(', ');
    return { refused: `no recipient of ${message.id} can be told to ${action}: ${states}` };
  }
  const changed = await store.changeByOperator(changes, entry);
  return changed > 0 ? { changed } : { refused: `${message.id} has moved on meanwhile; look at it again` };
}
