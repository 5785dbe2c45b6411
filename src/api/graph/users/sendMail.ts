/** `/users/{id}/sendMail` and `/me/sendMail`: a message as JSON, or as MIME in base64. The 202 is a promise, as the 250 is. */
import { decodedBase64, InvalidBase64 } from '../../../lib/base64-decoder.ts';
import { emptyMessage } from '../../../mailbox/mail-message.ts';
import type { MailRequest, SendResult } from '../../../submission/send-mail.ts';
import type { Services } from '../../services.ts';
import { accepted, type GraphHandler } from '../graph-call.ts';
import { BadRequest, GraphFault } from '../graph-fault.ts';
import { faultOfSending } from '../mail/mail-fault.ts';
import { mailFields, unreadable, writtenFlag } from '../mail/mail-fields.ts';
import { mailRequest, openMailbox } from '../mail/open-mailbox.ts';
import { readAttachment } from '../mail/read-attachment.ts';
import { readMessageFields } from '../mail/read-message.ts';

export const sendMail: GraphHandler = async (call, services) => {
  const mailbox = await openMailbox(call, services, 'send');
  const type = (call.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  const result =
    type === 'text/plain'
      ? await sendMime(mailRequest(call, mailbox, true), call.body, services)
      : await sendJson((keepsCopy) => mailRequest(call, mailbox, keepsCopy), call.body, services);
  if (result.kind !== 'accepted') throw faultOfSending(result);
  return accepted;
};

function sendJson(
  requestOf: (keepsCopy: boolean) => MailRequest,
  body: unknown,
  { mail }: Pick<Services, 'mail'>,
): Promise<SendResult> {
  if (Buffer.isBuffer(body))
    throw new GraphFault(
      415,
      'UnsupportedMediaType',
      "A message is sent as 'application/json', or as MIME in base64 under 'text/plain'.",
    );
  const fields = mailFields(body);
  const written = fields.object('message');
  const keepsCopy = writtenFlag(fields, 'saveToSentItems') ?? true;
  fields.refuseUnknown();
  if (!written) throw unreadable("The parameter 'message' is missing.");
  const { message, attachments } = readMessageFields(written);
  const sources = attachments.map(readAttachment).map(({ octets, ...facts }) => ({ ...facts, content: octets }));
  return mail.send.composed(requestOf(keepsCopy), { ...emptyMessage, ...message }, sources);
}

async function sendMime(request: MailRequest, body: unknown, { mail }: Pick<Services, 'mail'>): Promise<SendResult> {
  try {
    if (!Buffer.isBuffer(body)) throw new InvalidBase64('there is none');
    return await mail.send.mime(request, decodedBase64(pieces(body)));
  } catch (error) {
    if (error instanceof InvalidBase64)
      throw new BadRequest(
        'The body must be the MIME content of a message in base64.',
        'ErrorMimeContentInvalidBase64String',
      );
    throw error;
  }
}

const pieceBytes = 64 * 1024;

/** The body is here already; what is made of it is not to be so a second time. */
async function* pieces(body: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < body.length; at += pieceBytes) yield body.subarray(at, at + pieceBytes);
}
