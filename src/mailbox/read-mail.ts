/** Reads a message for people, however large it is: its attachments are told of, and not held. */
import PostalMime, { type Email } from 'postal-mime';
import { type AttachmentPart, MimeScanner } from './mime-scanner.ts';
import { createPartDecoder, type PartDecoder } from './part-decoder.ts';

export interface KeptAttachment extends AttachmentPart {
  readonly sizeBytes: number;
}

export interface ReadMail {
  readonly email: Email;
  readonly attachments: readonly KeptAttachment[];
  /** Octets of the message that were looked at. */
  readonly readBytes: number;
}

export interface ReadLimits {
  /** Octets that are looked at; what comes later is as if it were not there. */
  readonly octets: number;
  /** Octets of headers and texts that are kept of them. */
  readonly text: number;
}

/** Attachments of one message that are told of. */
const maximumAttachments = 1000;

const unreadable: Email = { headers: [], headerLines: [], attachments: [] };

export async function readMail(octets: AsyncIterable<Buffer>, limits: ReadLimits): Promise<ReadMail> {
  const texts: Buffer[] = [];
  let textBytes = 0;
  const attachments: KeptAttachment[] = [];
  let decoder: PartDecoder | null = null;
  let sizeBytes = 0;
  const scanner = new MimeScanner({
    text(line) {
      if (textBytes < limits.text) texts.push(Buffer.from(line.subarray(0, limits.text - textBytes)));
      textBytes += line.length;
    },
    content({ encoding }, line) {
      decoder ??= createPartDecoder(encoding);
      sizeBytes += decoder.write(line).length;
    },
    ended(part) {
      sizeBytes += decoder?.end().length ?? 0;
      if (attachments.length < maximumAttachments) attachments.push({ ...part, sizeBytes });
      decoder = null;
      sizeBytes = 0;
    },
  });
  let readBytes = 0;
  for await (const chunk of octets) {
    const some = chunk.subarray(0, limits.octets - readBytes);
    readBytes += some.length;
    scanner.write(some);
    if (readBytes >= limits.octets) break;
  }
  scanner.end();
  // It rejects what has more headers than a message can mean anything by.
  const email = await PostalMime.parse(Buffer.concat(texts)).catch(() => unreadable);
  return { email, attachments, readBytes };
}

/** The octets of an attachment, decoded; nothing where there is none of this index. */
export async function* attachmentOctets(octets: AsyncIterable<Buffer>, index: number): AsyncGenerator<Buffer> {
  let decoded: Buffer[] = [];
  let decoder: PartDecoder | null = null;
  let over = false;
  const scanner = new MimeScanner({
    text: () => undefined,
    content(part, line) {
      if (part.index !== index) return;
      decoder ??= createPartDecoder(part.encoding);
      decoded.push(decoder.write(line));
    },
    ended(part) {
      if (part.index !== index) return;
      if (decoder !== null) decoded.push(decoder.end());
      over = true;
    },
  });
  for await (const chunk of octets) {
    scanner.write(chunk);
    if (decoded.length > 0) yield Buffer.concat(decoded);
    decoded = [];
    if (over) return;
  }
  scanner.end();
  if (decoded.length > 0) yield Buffer.concat(decoded);
}

/** Name, type and id of an attachment, by its header. */
export async function attachmentFacts({ header }: AttachmentPart): Promise<{
  readonly name: string;
  readonly contentType: string;
  readonly contentId: string | null;
}> {
  const { attachments } = await PostalMime.parse(Buffer.from(asAttachment(header), 'latin1'), {
    forceRfc822Attachments: true,
  });
  const [part] = attachments;
  return {
    name: part?.filename ?? '',
    contentType: part?.mimeType ?? 'application/octet-stream',
    contentId: part?.contentId?.replace(/^<|>$/g, '') ?? null,
  };
}

/** A text with a name counts as one, whatever it says of its disposition. */
function asAttachment(header: string): string {
  const fields = header.replace(/\r?\n\r?\n?$/, '\r\n');
  const inline = fields.replace(/^(content-disposition[ \t]*:[ \t]*)inline\b/im, '$1attachment');
  const named = /^content-disposition[ \t]*:/im.test(inline) ? inline : `Content-Disposition: attachment\r\n${inline}`;
  return `${named}\r\n`;
}
