/** Drafts of a mailbox: written, changed, given attachments, and sent. */
import type { Clock } from '../lib/clock.ts';
import type { Draft, DraftAttachment, DraftLimits } from '../mailbox/draft.ts';
import type { DraftStore } from '../mailbox/draft-store.ts';
import type { AttachmentFacts, MailMessage } from '../mailbox/mail-message.ts';
import type { MailRequest, SendMail, SendResult } from './send-mail.ts';

export interface NewAttachment extends AttachmentFacts {
  readonly octets: Buffer;
}

export interface Drafts {
  create(userId: string, message: MailMessage, attachments: readonly NewAttachment[]): Promise<Draft | 'full'>;
  find(userId: string, id: string): Promise<Draft | null>;
  list: DraftStore['list'];
  count: DraftStore['count'];
  change(draft: Draft, message: MailMessage): Promise<Draft | 'full'>;
  remove(draft: Draft): Promise<void>;
  attach(draft: Draft, attachment: NewAttachment): Promise<Omit<DraftAttachment, 'file'> | 'full'>;
  detach(draft: Draft, attachmentId: string): Promise<void>;
  pathOf: DraftStore['pathOf'];
  /** The draft is gone once it has been accepted. `busy`: it is being sent already. */
  send(request: MailRequest, draft: Draft): Promise<SendResult | { readonly kind: 'busy' }>;
}

export interface DraftParts {
  readonly store: DraftStore;
  readonly sendMail: SendMail;
  readonly limits: DraftLimits;
  readonly clock: Clock;
  readonly newId: () => string;
}

export function createDrafts({ store, sendMail, limits, clock, newId }: DraftParts): Drafts {
  /** Those that are being sent now: sent twice at once, a draft would be two messages. */
  const sending = new Set<string>();

  async function attach(draft: Draft, { octets, ...facts }: NewAttachment): ReturnType<Drafts['attach']> {
    const attachment = { ...facts, id: newId(), sizeBytes: octets.length, addedAt: clock() };
    const kept = await store.addAttachment(draft, attachment, octets, limits);
    return kept === 'full' ? 'full' : attachment;
  }

  return {
    find: store.find,
    list: store.list,
    count: store.count,
    pathOf: store.pathOf,

    async create(userId, message, attachments) {
      const at = clock();
      const draft: Draft = { id: newId(), userId, createdAt: at, modifiedAt: at, message, attachments: [] };
      if ((await store.add(draft, limits)) === 'full') return 'full';
      for (const attachment of attachments) {
        if ((await attach(draft, attachment)) !== 'full') continue;
        await store.remove(draft.id);
        return 'full';
      }
      return (await store.find(userId, draft.id)) ?? draft;
    },

    async change(draft, message) {
      const modifiedAt = clock();
      const kept = await store.update(draft, message, modifiedAt, limits);
      return kept === 'full' ? 'full' : { ...draft, message, modifiedAt };
    },

    remove: ({ id }) => store.remove(id),

    attach,

    detach: ({ id }, attachmentId) => store.removeAttachment(id, attachmentId),

    async send(request, draft) {
      if (sending.has(draft.id)) return { kind: 'busy' };
      sending.add(draft.id);
      try {
        const { message, attachments } = draft;
        const sources = attachments.map((each) => ({ ...each, content: { file: store.pathOf(each.file) } }));
        const result = await sendMail.composed(request, message, sources);
        // A crash in between leaves the draft, and the message is on its way all the same: at least once.
        if (result.kind === 'accepted') await store.remove(draft.id);
        return result;
      } finally {
        sending.delete(draft.id);
      }
    },
  };
}
