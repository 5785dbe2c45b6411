/** Opens the mailbox that a request is about, and says who sends through it. */
import type { MailboxAccess } from '../../../directory/mailbox-access.ts';
import type { OpenedMailbox } from '../../../submission/open-mailbox.ts';
import type { MailRequest } from '../../../submission/send-mail.ts';
import type { Services } from '../../services.ts';
import type { GraphCall } from '../graph-call.ts';
import { faultOfOpening } from './mail-fault.ts';

/** Throws a `GraphFault`. */
export async function openMailbox(
  { caller, parameters: { id = '' } }: GraphCall,
  { mail }: Pick<Services, 'mail'>,
  access: MailboxAccess,
): Promise<OpenedMailbox> {
  const verdict = await mail.open(caller.actor, id, access);
  if (verdict.kind !== 'open') throw faultOfOpening(verdict, id);
  return verdict;
}

export function mailRequest(call: GraphCall, { user, submitter }: OpenedMailbox, keepsCopy: boolean): MailRequest {
  const { actor, address, correlationId } = call.caller;
  return {
    submitter,
    mailbox: { name: user.displayName, address: user.userPrincipalName },
    sessionId: sessionIdOf(call.requestId),
    origin: {
      door: 'graph',
      appId: actor.appId ?? '',
      caller: { kind: actor.kind, id: actor.id, name: actor.name },
      address,
      correlationId,
    },
    keepsCopy,
  };
}

/** What stands for the session where there is none: the first half of the answer's `request-id`. */
function sessionIdOf(requestId: string): string {
  return requestId.replaceAll('-', '').slice(0, 16).toUpperCase();
}
