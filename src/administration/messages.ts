/**
 * Accepted messages to those who may see them: message trace, content, and what an operator does to one that waits. Who read a
 * message, or did something to it, stands in the audit log.
 */
import type { Access } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditAction, AuditLog } from '../directory/audit-log.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { OperatorAction } from '../queue/message-state.ts';
import { actOnMessage } from '../queue/operator-actions.ts';
import type { MessagePage, MessageQuery, MessageSummary, QueueStore } from '../queue/queue-store.ts';
import { type Change, type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

/** What of the queue an administrator gets at. */
export type MessagesInQueue = Pick<QueueStore, 'page' | 'find' | 'changeByOperator'>;

export interface MessageAdministration {
  /** `query.tenantId` null asks for every tenant, which only the machine's own administrator may. */
  page(request: AdminRequest, query: MessageQuery): Promise<MessagePage>;
  find(request: AdminRequest, id: string): Promise<MessageSummary>;
  /** The stored octets. Throws a `Refusal` before anything is read. */
  read(request: AdminRequest, id: string): Promise<AsyncIterable<Buffer>>;
  /** For all recipients for which the step is legal; how many. */
  act(request: AdminRequest, action: OperatorAction, id: string): Promise<number>;
}

export function createMessageAdministration(
  queue: MessagesInQueue,
  spool: Pick<MessageSpool, 'read'>,
  auditLog: Pick<AuditLog, 'note'>,
  parts: EntryParts,
): MessageAdministration {
  async function found(request: AdminRequest, id: string, area: MessageArea, access: Access) {
    const sought = { what: 'message', name: id };
    const message = await queue.find(id.toUpperCase());
    if (message === null) throw new Refusal({ kind: 'not-found', ...sought });
    const role = permit(request, area, access, message.tenantId, sought);
    return { message, entry: (action: AuditAction) => entryOf(request, role, changeOf(action, message), parts) };
  }

  return {
    async page(request, query) {
      permit(request, 'message', 'read', query.tenantId);
      return queue.page(query);
    },
    find: async (request, id) => (await found(request, id, 'message', 'read')).message,
    async read(request, id) {
      const { message, entry } = await found(request, id, 'message-content', 'read');
      // Nobody reads unrecorded.
      await auditLog.note(entry('message.read'));
      return spool.read(message.id);
    },
    async act(request, action, id) {
      const { message, entry } = await found(request, id, 'message', 'write');
      const answer = await actOnMessage(queue, action, message.id, entry(`message.${action}`));
      if ('refused' in answer) throw new Refusal({ kind: 'conflict', detail: answer.refused });
      return answer.changed;
    },
  };
}

type MessageArea = 'message' | 'message-content';

/** Whose mail it is stands as the name. */
function changeOf(action: AuditAction, { id, tenantId, envelope }: MessageSummary): Change {
  return { tenantId, action, target: { kind: 'message', id, name: envelope.reversePath || '<>' } };
}
