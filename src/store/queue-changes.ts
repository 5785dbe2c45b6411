/** Steps of recipients, written down: by the workers, or by an operator whose name then stands in the audit log. */
import type { RecipientState } from '../queue/message-state.ts';
import type { QueueStore, StateChange } from '../queue/queue-store.ts';
import { entryStatement } from './audited-change.ts';
import { inboxStatement } from './inbox.ts';
import type { Database, Statement } from './sqlite/database.ts';

export function createQueueChanges(database: Database): Pick<QueueStore, 'change' | 'changeByOperator'> {
  return {
    async change(changes) {
      const inbox = inboxStatement(changes);
      await database.transaction([...changes.map(changeStatement), ...(inbox === null ? [] : [inbox])]);
    },
    async changeByOperator(changes, entry) {
      const [, ...steps] = await database.transaction([
        entryStatement(entry, null),
        ...changes.map(changeStatement),
        dropUnlessMade(entry.id, changes),
      ]);
      return steps.flat().length;
    },
  };
}

/** Removes the entry where no recipient is in the state that its step was to lead to. */
function dropUnlessMade(entryId: string, changes: readonly StateChange[]): Statement {
  const steps = changes.map(({ messageId, ordinal, state }) => ({ messageId, ordinal, state: JSON.stringify(state) }));
  return {
    sql: `DELETE FROM audit_entry WHERE id = ? AND NOT EXISTS (
            SELECT 1 FROM json_each(?) step JOIN recipient
            ON message_id = step.value ->> 'messageId' AND ordinal = step.value ->> 'ordinal' AND state = step.value ->> 'state')`,
    parameters: [entryId, JSON.stringify(steps)],
  };
}

function changeStatement({ messageId, ordinal, attempts, from, state, at }: StateChange): Statement {
  return {
    // Who was overtaken by another step changes nothing.
    sql: 'UPDATE recipient SET state_name = ?, state = ?, attempts = ?, due_at = ?, changed_at = ? WHERE message_id = ? AND ordinal = ? AND state_name = ? RETURNING ordinal',
    parameters: [state.name, JSON.stringify(state), attempts, dueAt(state), at, messageId, ordinal, from],
  };
}

/** When a worker may take a recipient in this state by itself; null: never. */
function dueAt(state: RecipientState): number | null {
  if (state.name === 'queued' || state.name === 'deferred' || state.name === 'uncertain') return state.nextAttemptAt;
  return state.name === 'delivering' ? state.leaseUntil : null;
}
