/** Makes what the HTTP doors do with mailboxes. */
import type { MailServices } from '../api/services.ts';
import type { Configuration } from '../config/schema.ts';
import { createApplicationScope } from '../directory/application-scope.ts';
import { systemClock } from '../lib/clock.ts';
import { newId } from '../lib/id.ts';
import type { Store } from '../store/open-store.ts';
import { createAttachmentUploads } from '../submission/attachment-uploads.ts';
import { createDrafts } from '../submission/drafts.ts';
import { createOpenMailbox } from '../submission/open-mailbox.ts';
import { createSendMail } from '../submission/send-mail.ts';
import type { SharedSubmission } from './submission.ts';

const minuteMs = 60_000;

export function mailServicesOf(
  { limits, drafts: draftOptions }: Configuration,
  host: string,
  store: Store,
  submission: SharedSubmission,
): MailServices {
  const common = { clock: systemClock, newId };
  const send = createSendMail({
    ...submission,
    ...common,
    spool: store.spool,
    queue: store.queue,
    log: store.signInLog,
    host,
    maximumHeaderBytes: limits.headerBytes,
  });
  const { perMailbox, bytesPerMailbox, attachmentsPerDraft, uploadsPerMailbox, uploadMinutes } = draftOptions;
  const draftLimits = {
    drafts: perMailbox,
    bytes: bytesPerMailbox,
    attachmentsPerDraft,
    uploads: uploadsPerMailbox,
  };
  const drafts = { ...common, store: store.drafts, limits: draftLimits };
  return {
    open: createOpenMailbox(store.directory, createApplicationScope(store.accessPolicies)),
    send,
    items: store.mailItems,
    drafts: createDrafts({ ...drafts, sendMail: send }),
    uploads: createAttachmentUploads({ ...drafts, idleMs: uploadMinutes * minuteMs }),
  };
}
