/** What a kept message says, to those who may read it: never more of it in memory than the bounds allow. */
import { Readable } from 'node:stream';
import { decodeWords } from 'postal-mime';
import { showContent, showHtml } from '../../contract/message-content.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { attachmentFacts, readMail } from '../../mailbox/read-mail.ts';
import { textOfHtml } from '../../mailbox/text-of-html.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, streaming } from './admin-route.ts';

/** Octets that are looked at, and of these what is kept of headers and texts. */
const limits = { octets: 48 * 1024 * 1024, text: 4 * 1024 * 1024 };
/** Characters of a text that are answered. */
const maximumText = 500_000;
const maximumHeaders = 500;
const maximumAttachments = 200;

/** What the frame may do: show itself. Where it stands alone it is held to the same. */
const framePolicy = [
  'sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

const ofFrame = {
  'content-security-policy': framePolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

export function messageContentRoutes({ administration: { messages } }: Services): AdminRoute[] {
  const open = async (caller: AdminRequest, id: string) => readMail(await messages.read(caller, id), limits);
  return [
    answering(showContent, read('message-content'), async ({ caller, params }) => {
      const { email, attachments, readBytes } = await open(caller, params.id);
      const text = email.text ?? textOfHtml(email.html ?? '');
      const named = attachments.slice(0, maximumAttachments).map(async (each) => {
        const { name, contentType } = await attachmentFacts(each);
        return { name, contentType, sizeBytes: each.sizeBytes, isInline: each.isInline };
      });
      return {
        headers: email.headers
          .slice(0, maximumHeaders)
          .map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) })),
        text: text.slice(0, maximumText),
        hasHtml: email.html !== undefined,
        attachments: await Promise.all(named),
        isCut: readBytes >= limits.octets || text.length > maximumText || attachments.length > maximumAttachments,
      };
    }),
    streaming(
      showHtml,
      read('message-content'),
      async ({ caller, params }) => {
        const { email } = await open(caller, params.id);
        if (email.html === undefined) throw new Problem(404, 'the message has no HTML; read its content');
        return Readable.from([Buffer.from(email.html)], { objectMode: false });
      },
      ofFrame,
    ),
  ];
}
