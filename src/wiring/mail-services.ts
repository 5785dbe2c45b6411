/** Makes what the HTTP doors do with mailboxes. */
import type { MailServices } from '../api/services.ts';
import type { Configuration } from '../config/schema.ts';
import { createApplicationScope } from '../directory/application-scope.ts';
import { systemClock } from '../lib/clock.ts';
import { newId } from '../lib/id.ts';
import type { Store } from '../store/open-store.ts';
import { createOpenMailbox } from '../submission/open-mailbox.ts';
import { createSendMail } from '../submission/send-mail.ts';
import type { SharedSubmission } from './submission.ts';

export function mailServicesOf(
  { limits }: Configuration,
  host: string,
  store: Store,
  submission: SharedSubmission,
): MailServices {
  return {
    open: createOpenMailbox(store.directory, createApplicationScope(store.accessPolicies)),
    send: createSendMail({
      ...submission,
      spool: store.spool,
      queue: store.queue,
      log: store.signInLog,
      clock: systemClock,
      newId,
      host,
      maximumHeaderBytes: limits.headerBytes,
    }),
  };
}
