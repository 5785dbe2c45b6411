/** Attachments of a message that is kept: told of by their headers, and read out of it when they are asked for. */
import { attachmentFacts, attachmentOctets, type KeptAttachment, readMail } from '../../../mailbox/read-mail.ts';
import type { Services } from '../../services.ts';
import type { ShownAttachment } from './attachment-resource.ts';
import { itemNotFound } from './mail-fault.ts';

type Message = { readonly id: string; readonly at: number };

/** The whole message is looked at, and none of its texts kept. */
const limits = { octets: Number.POSITIVE_INFINITY, text: 0 };

export async function keptAttachments(
  { id, at }: Message,
  { spool }: Pick<Services, 'spool'>,
): Promise<ShownAttachment[]> {
  const { attachments } = await readMail(spool.read(id), limits);
  const shown: ShownAttachment[] = [];
  for (const each of attachments) shown.push(await shownOf(each, at));
  return shown;
}

/** Throws a `GraphFault` where there is none of this id. */
export async function keptAttachment(
  message: Message,
  attachmentId: string,
  { spool }: Pick<Services, 'spool'>,
): Promise<{ readonly shown: ShownAttachment; readonly octets: () => AsyncIterable<Buffer> }> {
  const { attachments } = await readMail(spool.read(message.id), limits);
  const found = attachments.find(({ index }) => idOf(index) === attachmentId.toUpperCase());
  if (found === undefined) throw itemNotFound();
  const octets = (): AsyncIterable<Buffer> => attachmentOctets(spool.read(message.id), found.index);
  return { shown: await shownOf(found, message.at), octets };
}

async function shownOf(attachment: KeptAttachment, addedAt: number): Promise<ShownAttachment> {
  const { index, sizeBytes, isInline } = attachment;
  return { ...(await attachmentFacts(attachment)), id: idOf(index), sizeBytes, isInline, addedAt };
}

/** Its place in the message, which never changes. */
function idOf(index: number): string {
  return (index + 1).toString(16).toUpperCase().padStart(16, '0');
}
