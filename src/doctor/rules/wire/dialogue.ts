/** Where the dialogue broke: what answered was silent, no mail server, endless, out of step, or gone. Pure. */
import { type Finding, type FindingId, finding } from '../../findings/finding.ts';
import { profileOf } from '../../wire/imitate/profiles.ts';
import { nameOf } from '../../wire/target.ts';
import type { DialogueStep, StepOutcome, WireFacts } from '../../wire/wire-facts.ts';
import { causeOfRefusal, fits, isRefused, seconds, seen, textOf } from './outcomes.ts';

export function findingsOfDialogue(facts: WireFacts): Finding[] {
  const broken = facts.steps.find((step) => !fits(step) || isBreak(step.outcome) || isRefusedEarly(step, facts));
  const found = broken === undefined ? [] : [findingOf(broken, facts)];
  return [...found, ...slowness(facts)];
}

function isBreak({ kind }: StepOutcome): boolean {
  return kind !== 'reply' && kind !== 'done';
}

/** Before a sign-in a refusal ends it; an EHLO that is not known is followed by HELO. */
function isRefusedEarly(step: DialogueStep, { steps }: WireFacts): boolean {
  if (!isRefused(step.outcome)) return false;
  if (step.name === 'greeting' || step.name === 'starttls') return true;
  return (
    (step.name === 'hello' || step.name === 'hello-after-tls') &&
    step === steps.findLast(({ name }) => name === step.name)
  );
}

function findingOf(step: DialogueStep, facts: WireFacts): Finding {
  const subject = nameOf(facts.host, facts.port);
  const evidence = [seen(step)];
  const parameters = parametersOf(step.outcome);
  return finding(idOf(step, facts), subject, { parameters, evidence });
}

function parametersOf(outcome: StepOutcome): Finding['parameters'] {
  return outcome.kind === 'silent' ? { seconds: seconds(outcome.waitedMs) } : {};
}

function idOf(step: DialogueStep, facts: WireFacts): FindingId {
  const { outcome, name } = step;
  switch (outcome.kind) {
    case 'silent':
      if (facts.speaksImplicitTls === true) return 'tls-implicit-vs-starttls-mismatch';
      return name === 'greeting' && outcome.isMidLine !== true ? 'server-silent' : 'server-falls-silent';
    case 'closed':
      return name === 'handshake' ? ofHandshake('', facts) : 'connection-dropped';
    case 'before-tls':
      return 'words-before-tls';
    case 'no-smtp':
      return ofNoSmtp(outcome.why, outcome.sample, facts);
    case 'failed':
      return name === 'handshake' ? ofHandshake(outcome.code, facts) : ofFailure(outcome.code, facts);
    case 'reply':
      return isRefused(outcome) ? ofRefusal(step, facts) : 'server-answers-out-of-step';
    case 'unasked':
    case 'done':
      return 'server-answers-out-of-step';
  }
}

/** The greeting of a mail store, the alert of TLS, or something else altogether. */
function ofNoSmtp(why: string, sample: string, facts: WireFacts): FindingId {
  if (why === 'line-too-long' || why === 'too-many-lines') return 'server-answer-without-end';
  if (why === 'codes-differ') return 'server-answers-out-of-step';
  const cause = causeOfRefusal(facts, sample);
  return cause === 'wrong-host' ? cause : 'server-speaks-no-smtp';
}

function ofFailure(code: string, facts: WireFacts): FindingId {
  const cause = causeOfRefusal(facts, code);
  return cause === 'unknown' ? 'connection-dropped' : cause;
}

/** `code`: OpenSSL's; empty: the connection was closed. */
function ofHandshake(code: string, facts: WireFacts): FindingId {
  const takes = facts.tlsVersions.filter(({ taken }) => taken === 'yes').map(({ version }) => version);
  // The client's own versions failed, and others are taken.
  if (takes.length > 0) return takes.some((version) => version >= 'TLSv1.2') ? 'tls-too-old' : 'server-tls-too-old';
  const cause = causeOfRefusal(facts, code);
  if (cause === 'tls-implicit-vs-starttls-mismatch') return cause;
  // Of a client that speaks what is new, no version is too old: whoever breaks off has another reason.
  return cause === 'tls-too-old' && profileOf(facts.profile).newestTls < 'TLSv1.2' ? cause : 'tls-handshake-failed';
}

function ofRefusal({ name, outcome }: DialogueStep, facts: WireFacts): FindingId {
  if (name === 'starttls') return 'starttls-refused';
  const cause = causeOfRefusal(facts, textOf(outcome));
  const isNone = cause === 'unknown' || cause === 'other-provider' || cause === 'client-bug-or-config';
  return isNone ? 'server-refuses-to-talk' : cause;
}

/** Beyond it many devices have given up. */
const slowMs = 10_000;

function slowness({ host, port, steps }: WireFacts): Finding[] {
  const slow = steps.filter(({ outcome, tookMs }) => outcome.kind === 'reply' && tookMs >= slowMs);
  if (slow.length === 0) return [];
  const evidence = slow.map((step) => `${seen(step)} (${step.tookMs} ms)`);
  return [finding('server-slow', nameOf(host, port), { evidence })];
}
