/** What became of sender, recipient and test message, and what the imitated client would show of it. Pure. */
import { type Finding, type FindingId, finding } from '../../findings/finding.ts';
import { profileOf } from '../../wire/imitate/profiles.ts';
import { nameOf } from '../../wire/target.ts';
import type { DialogueStep, StepName, WireFacts } from '../../wire/wire-facts.ts';
import { causeOfRefusal, isRefused, seen, textOf } from './outcomes.ts';

const envelopeSteps: ReadonlySet<StepName> = new Set(['mail', 'rcpt', 'data', 'message']);

export function findingsOfEnvelope(facts: WireFacts): Finding[] {
  const { host, port, steps, signIn, profile } = facts;
  const subject = nameOf(host, port);
  const taken = steps.filter(({ name }) => envelopeSteps.has(name));
  const refused = taken.find(({ outcome }) => isRefused(outcome));
  const isUnsigned = signIn !== null && signIn.attempts[0]?.verdict !== 'accepted';
  if (refused !== undefined) {
    // Who was refused at AUTH and goes on is refused here for that alone.
    if (isUnsigned && signIn.attempts.length > 0)
      return [finding('client-shows-other-error', profileOf(profile).name, { evidence: [seen(refused)] })];
    return [finding(idOf(refused, facts), subject, { evidence: [seen(refused)] })];
  }
  const last = taken.at(-1);
  if (last?.name === 'rcpt' && last.outcome.kind === 'reply')
    return [finding('envelope-accepted', subject, { evidence: taken.map(seen) })];
  return last?.name === 'message' && last.outcome.kind === 'reply' ? findingsOfMessage(last, facts) : [];
}

function idOf({ outcome }: DialogueStep, facts: WireFacts): FindingId {
  const cause = causeOfRefusal(facts, textOf(outcome));
  return cause === 'unknown' || cause === 'other-provider' ? 'envelope-refused' : cause;
}

function findingsOfMessage(step: DialogueStep, { host, port, message }: WireFacts): Finding[] {
  if (message === null) return [];
  const { mark, queueId, found } = message;
  const parameters = { mark, queue: queueId ?? '?' };
  const accepted = finding('message-accepted', nameOf(host, port), { parameters, evidence: [seen(step)] });
  if (found === null) return [accepted];
  return [accepted, finding(found === 'yes' ? 'message-found' : 'message-not-found', queueId ?? mark, { parameters })];
}
