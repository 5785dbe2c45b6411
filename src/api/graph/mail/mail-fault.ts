/** Why mail was not sent or a mailbox not opened, in Graph's codes: those of Exchange, which serves these requests there. */
import type { Permission } from '../../../directory/permission.ts';
import type { ReplyName } from '../../../smtp/replies.ts';
import type { OpenVerdict } from '../../../submission/open-mailbox.ts';
import type { SendResult } from '../../../submission/send-mail.ts';
import { GraphFault } from '../graph-fault.ts';

type Row = readonly [status: number, code: string, message: string];

const blocked: Row = [
  403,
  'ErrorMessageSubmissionBlocked',
  'The mailbox may not send for now; an administrator knows why.',
];
const sendAsDenied: Row = [
  403,
  'ErrorSendAsDenied',
  'The sender is not allowed to send as the address in From or Sender.',
];
const busy: Row = [429, 'ApplicationThrottled', 'The mailbox takes no more at the moment; try again later.'];
const overQuota: Row = [429, 'ErrorSubmissionQuotaExceeded', 'The recipients of the day are used up; try again later.'];
const tooLarge: Row = [413, 'ErrorMessageSizeExceeded', 'The message exceeds the maximum size of the mailbox.'];
const notNow: Row = [503, 'ServiceUnavailable', 'Nothing was accepted; try again later.'];

/** What the SMTP door would have said by these names. Where Microsoft documents no pair, docs/graph.md says so. */
const refusals: Partial<Readonly<Record<ReplyName, Row>>> = {
  sendAsDenied,
  sendAsDeniedOlder: sendAsDenied,
  noPermissionAsSender: sendAsDenied,
  messageTooLarge: tooLarge,
  headerTooLarge: [413, 'ErrorMessageSizeExceeded', 'The header of the message is too large.'],
  tooManyRecipients: [
    400,
    'ErrorInvalidRecipients',
    'The message has more recipients than the mailbox may send to at once.',
  ],
  messageRateExceeded: busy,
  senderThreadLimit: busy,
  submissionQuotaExceeded: overQuota,
  dailyRecipientLimit: overQuota,
  mailboxFull: [403, 'ErrorQuotaExceeded', 'The mailbox of the sender is full.'],
  mailboxLogonFailure: [
    503,
    'ErrorMailboxStoreUnavailable',
    'The mailbox cannot be opened at the moment; try again later.',
  ],
  storageFull: notNow,
  localError: notNow,
  mailboxLoop: [400, 'ErrorMimeContentInvalid', 'The message has been through too many servers already.'],
  invalidContent: [400, 'ErrorMimeContentInvalid', 'This is no message: it has no header.'],
};

/** Seconds to wait where the refusal does not know better. */
const ordinaryRetrySeconds = 60;

export function faultOfSending(result: Exclude<SendResult, { kind: 'accepted' }>): GraphFault {
  if (result.kind === 'invalid-recipient') return invalidRecipient(result.address);
  const [status, code, message] = refusals[result.reply] ?? blocked;
  if (status !== 429 && status !== 503) return new GraphFault(status, code, message);
  const seconds = result.retryAfterMs === undefined ? ordinaryRetrySeconds : Math.ceil(result.retryAfterMs / 1000);
  return new GraphFault(status, code, message, { 'retry-after': String(Math.max(1, seconds)) });
}

export function invalidRecipient(address: string): GraphFault {
  const what = address === '' ? 'The message has no recipient.' : `'${address.slice(0, 200)}' is no address of mail.`;
  return new GraphFault(400, 'ErrorInvalidRecipients', what);
}

export function faultOfOpening(verdict: Exclude<OpenVerdict, { kind: 'open' }>, login: string): GraphFault {
  switch (verdict.kind) {
    case 'invisible':
      return new GraphFault(404, 'ErrorInvalidUser', `The requested user '${login.slice(0, 200)}' is invalid.`);
    case 'no-mailbox':
      return new GraphFault(404, 'MailboxNotEnabledForRESTAPI', 'The user has no licensed mailbox.');
    case 'permission-missing':
      return permissionMissing(verdict.anyOf);
    case 'out-of-scope':
      return denied('The application is restricted to other mailboxes.');
    case 'not-theirs':
      return denied('It takes FullAccess on this mailbox.');
  }
}

function denied(why: string): GraphFault {
  return new GraphFault(403, 'ErrorAccessDenied', `Access is denied. Check credentials and try again. ${why}`);
}

export function permissionMissing(anyOf: readonly Permission[]): GraphFault {
  return denied(`The token needs one of these permissions: ${anyOf.join(', ')}.`);
}

export function itemNotFound(): GraphFault {
  return new GraphFault(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

/** Only drafts are changed. */
export function notADraft(): GraphFault {
  return new GraphFault(400, 'ErrorInvalidOperation', 'Only a draft can be changed, sent or given attachments.');
}

export function mailboxFull(): GraphFault {
  return new GraphFault(
    507,
    'ErrorQuotaExceeded',
    'The mailbox keeps no more drafts, attachments or uploads; send or remove some.',
  );
}
