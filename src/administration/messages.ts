/** Accepted messages to those who may see them: message trace, content, and what an operator does to one that waits. */
import type { AdminRequest } from '../directory/actor.ts';
import type { Clock } from '../lib/clock.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { OperatorAction } from '../queue/message-state.ts';
import { actOnMessage } from '../queue/operator-actions.ts';
import type { MessageQuery, MessageSummary, QueueStore } from '../queue/queue-store.ts';
import { permit } from './permit.ts';
import { Refusal } from './refusal.ts';

/** What of the queue an administrator gets at. */
export type MessagesInQueue = Pick<QueueStore, 'list' | 'find' | 'change'>;

export interface MessageAdministration {
  /** `query.tenantId` null asks for every tenant, which only the machine's own administrator may. */
  list(request: AdminRequest, query: MessageQuery): Promise<MessageSummary[]>;
  find(request: AdminRequest, id: string): Promise<MessageSummary>;
  /** The stored octets. Throws a `Refusal` before anything is read. */
  read(request: AdminRequest, id: string): Promise<AsyncIterable<Buffer>>;
  /** For all recipients for which the step is legal; how many. */
  act(request: AdminRequest, action: OperatorAction, id: string): Promise<number>;
}

export function createMessageAdministration(
  queue: MessagesInQueue,
  spool: Pick<MessageSpool, 'read'>,
  { clock }: { readonly clock: Clock },
): MessageAdministration {
  async function found(
    request: AdminRequest,
    id: string,
    area: 'message' | 'message-content',
    access: 'read' | 'write',
  ): Promise<MessageSummary> {
    const sought = { what: 'message', name: id };
    const message = await queue.find(id.toUpperCase());
    if (message === null) throw new Refusal({ kind: 'not-found', ...sought });
    permit(request, area, access, message.tenantId, sought);
    return message;
  }

  return {
    async list(request, query) {
      permit(request, 'message', 'read', query.tenantId);
      return queue.list(query);
    },
    find: (request, id) => found(request, id, 'message', 'read'),
    async read(request, id) {
      return spool.read((await found(request, id, 'message-content', 'read')).id);
    },
    async act(request, action, id) {
      const message = await found(request, id, 'message', 'write');
      const answer = await actOnMessage(queue, action, message.id, request.actor.name, clock);
      if ('refused' in answer) throw new Refusal({ kind: 'conflict', detail: answer.refused });
      return answer.changed;
    },
  };
}
