/** An attachment of Graph's JSON: file attachments, whose octets come along as base64. */
import { detectMimeType } from 'nodemailer/lib/mime-funcs';
import type { AttachmentFacts } from '../../../mailbox/mail-message.ts';
import type { NewAttachment } from '../../../submission/drafts.ts';
import type { Fields } from '../fields.ts';
import { GraphFault } from '../graph-fault.ts';
import { anyLength, mailFields, oneLine, unreadable, writtenFlag } from './mail-fields.ts';

/** Graph's 3 MB, small enough to fit into a request in base64; what is larger goes through an upload session. */
const maximumBytes = 3_000_000;
const maximumName = 255;

const ignored = ['id', 'size', 'lastModifiedDateTime', 'contentLocation'];

export function readAttachment(value: unknown): NewAttachment {
  const type = (value as Record<string, unknown> | null)?.['@odata.type'] ?? '#microsoft.graph.fileAttachment';
  if (typeof type !== 'string' || !/^#?microsoft\.graph\.fileattachment$/i.test(type))
    throw unreadable(
      `Attachments of type '${JSON.stringify(type).slice(0, 100)}' are not supported; send a fileAttachment.`,
    );
  const fields = mailFields(value);
  const octets = decoded(fields.text('contentBytes', anyLength) ?? '');
  if (octets.length > maximumBytes)
    throw new GraphFault(
      413,
      'ErrorAttachmentSizeLimitExceeded',
      `An attachment of more than ${maximumBytes} octets needs an upload session: POST …/attachments/createUploadSession on a draft.`,
    );
  const facts = attachmentFactsOf(fields);
  fields.ignore(...ignored);
  fields.refuseUnknown();
  return { ...facts, octets };
}

/** Name, type and place of an attachment, in the properties that file attachments and attachment items share. */
export function attachmentFactsOf(fields: Fields): AttachmentFacts {
  const name = oneLine(fields.text('name') ?? '').slice(0, maximumName);
  if (name === '') throw unreadable("The property 'name' of an attachment is missing.");
  const contentType = fields.text('contentType') ?? detectMimeType(name);
  if (!/^[\w!#$&^.+-]{1,100}\/[\w!#$&^.+-]{1,100}(?:\s*;[^\p{Cc}]{0,200})?$/u.test(contentType))
    throw unreadable("The property 'contentType' must be a media type such as application/pdf.");
  const contentId = fields.text('contentId')?.replace(/^<|>$/g, '') || null;
  if (contentId !== null && !/^[!-;=?-~]{1,250}$/.test(contentId))
    throw unreadable("The property 'contentId' must be printable ASCII without spaces.");
  return { name, contentType, isInline: writtenFlag(fields, 'isInline') ?? false, contentId };
}

function decoded(text: string): Buffer {
  const octets = Buffer.from(text, 'base64');
  if (octets.toString('base64').replace(/=+$/, '') !== text.replace(/\s+/g, '').replace(/=+$/, ''))
    throw unreadable("The property 'contentBytes' must be base64.");
  return octets;
}
