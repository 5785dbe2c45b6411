/** What an upstream's answer means for a recipient: over, to be tried again, or unknown. Pure. */
import type { DeliveryOutcome } from '../queue/delivery-outcome.ts';
import type { RecipientAnswer } from '../smtp/client/send-message.ts';

type Refused = Extract<RecipientAnswer, { kind: 'refused' }>;

/** They speak of our session or our login, which somebody can put right, and not of the message (RFC 4954 §6). */
const loginCodes = new Set([530, 534, 535, 538]);

export function classifyAnswer(answer: RecipientAnswer): DeliveryOutcome['kind'] {
  switch (answer.kind) {
    case 'accepted':
      return 'delivered';
    case 'refused':
      return isPermanent(answer) ? 'permanent' : 'temporary';
    case 'unsupported':
      return 'permanent';
    case 'not-handed-over':
      return 'temporary';
    case 'answer-lost':
      return 'uncertain';
  }
}

function isPermanent({ step, reply }: Refused): boolean {
  if (reply.code < 500 || loginCodes.has(reply.code)) return false;
  if (step === 'greeting' || step === 'ehlo' || step === 'starttls' || step === 'auth') return false;
  // RFC 5321 §4.5.3.1.10: old servers say 552 for too many recipients.
  return !(step === 'rcpt' && reply.code === 552 && reply.enhanced === null);
}
