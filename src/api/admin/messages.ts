/** Accepted messages: their envelopes and states, and the stored octets. */
import { Readable } from 'node:stream';
import { listMessages, readMessage, showMessage } from '../../contract/messages.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, streaming } from './admin-route.ts';
import { given, timeOf } from './read-request.ts';

/** Reads the first chunk before anything is answered, so that a missing body is a 404 and not half an answer. */
async function opened(chunks: AsyncIterable<Buffer>): Promise<Readable> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  async function* all() {
    if (first.done) return;
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  }
  return Readable.from(all(), { objectMode: false });
}

export function messageRoutes({ administration: { tenants, users, messages } }: Services): AdminRoute[] {
  return [
    answering(
      listMessages,
      read('message'),
      async ({ caller, query: { tenant, mailbox, to = null, state, olderThan = null, since, until, ...asked } }) => {
        const owner = mailbox === undefined ? null : await users.find(caller, mailbox, 'message');
        const tenantId = await tenants.scopeOf(caller, tenant ?? owner?.tenantId, 'message');
        const states = state === undefined ? [] : [state];
        const narrowed = given({ ...asked, since: timeOf('since', since), until: timeOf('until', until) });
        const query = { ...narrowed, tenantId, states, sentItemsOf: owner?.id ?? null, to, olderThan };
        return messages.page(caller, { ...query, limit: asked.limit });
      },
    ),
    answering(showMessage, read('message'), async ({ caller, params }) => ({
      message: await messages.find(caller, params.id),
    })),
    streaming(readMessage, read('message-content'), async ({ caller, params }) =>
      opened(await messages.read(caller, params.id)),
    ),
  ];
}
