/** `/users/{id}/messages/{messageId}/$value`: the MIME as it is kept. */
import { type GraphHandler } from '../../graph-call.ts';
import { BadRequest } from '../../graph-fault.ts';
import { openItem } from '../../mail/open-item.ts';
import { streamOf } from '../../mail/stream-of.ts';

export const getMessageValue: GraphHandler = async (call, services) => {
  const { item } = await openItem(call, services);
  if (item.folder === 'drafts')
    throw new BadRequest('A draft becomes MIME when it is sent; ask for its properties.', 'ErrorInvalidOperation');
  return {
    status: 200,
    // Never as a page of ours, whatever it says it is.
    headers: { 'content-type': 'text/plain', 'content-disposition': 'attachment', 'x-content-type-options': 'nosniff' },
    body: await streamOf(services.spool.read(item.id)),
  };
};
