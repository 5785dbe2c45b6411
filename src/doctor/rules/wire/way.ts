/** How far an attempt came: each stage of the way, whether it was passed, and what was seen there. Pure. */
import { nameOf } from '../../wire/target.ts';
import type { CertificateFacts, DialogueStep, StepName, WireFacts } from '../../wire/wire-facts.ts';
import { fits, isRefused, textOf } from './outcomes.ts';

export type WayStage = 'name' | 'port' | 'greeting' | 'hello' | 'tls' | 'sign-in' | 'envelope' | 'message';

export interface WayPoint {
  readonly stage: WayStage;
  /** `untried`: it did not come so far, or nobody asked for it. */
  readonly state: 'passed' | 'failed' | 'untried';
  /** What was seen, in the words of the wire; empty: nothing. */
  readonly seen: string;
}

export function wayOf(facts: WireFacts): WayPoint[] {
  return [
    nameOn(facts),
    portOn(facts),
    stepOn('greeting', ['greeting'], facts),
    helloOn(facts),
    tlsOn(facts),
    signInOn(facts),
    stepOn('envelope', ['mail', 'rcpt'], facts),
    stepOn('message', ['data', 'message'], facts),
  ];
}

function nameOn({ host, names }: WireFacts): WayPoint {
  const { addresses, alias, failure, tookMs } = names;
  if (addresses.length === 0) return { stage: 'name', state: 'failed', seen: `${host}: ${failure ?? '?'}` };
  const behind = alias === null ? '' : `${alias}, `;
  return { stage: 'name', state: 'passed', seen: `${behind}${addresses.slice(0, 4).join(', ')} (${tookMs} ms)` };
}

function portOn({ port, reach }: WireFacts): WayPoint {
  const wanted = reach.filter((each) => each.port === port);
  if (wanted.length === 0) return { stage: 'port', state: 'untried', seen: '' };
  const isOpen = wanted.some(({ failure }) => failure === null);
  const seen = reach.map((each) => `${nameOf(each.address, each.port)} ${each.failure ?? '✓'} (${each.tookMs} ms)`);
  return { stage: 'port', state: isOpen ? 'passed' : 'failed', seen: seen.join('; ') };
}

function stepOn(stage: WayStage, names: readonly StepName[], { steps }: WireFacts): WayPoint {
  const taken = steps.filter(({ name }) => names.includes(name));
  const last = taken.at(-1);
  if (last === undefined) return { stage, state: 'untried', seen: '' };
  const failed = taken.find((step) => isFailed(step));
  const shown = failed ?? last;
  return {
    stage,
    state: failed === undefined ? 'passed' : 'failed',
    seen: `${textOf(shown.outcome)} (${shown.tookMs} ms)`,
  };
}

function helloOn(facts: WireFacts): WayPoint {
  const point = stepOn('hello', ['hello', 'hello-after-tls'], facts);
  const offered = facts.offers.afterTls ?? facts.offers.beforeTls;
  return point.state === 'passed' && offered !== null ? { ...point, seen: offered.join(', ') || 'HELO' } : point;
}

function tlsOn(facts: WireFacts): WayPoint {
  const { tls, tlsVersions } = facts;
  if (tls === null) return stepOn('tls', ['starttls', 'handshake'], facts);
  const versions = tlsVersions.filter(({ taken }) => taken === 'yes').map(({ version }) => version);
  const takes = versions.length === 0 ? '' : ` [${versions.join(', ')}]`;
  const { certificate } = tls;
  const isGood = certificate !== null && certificate.problem === null && certificate.coversHost;
  const whose = certificate === null ? '' : `; ${describeCertificate(certificate)}`;
  return { stage: 'tls', state: isGood ? 'passed' : 'failed', seen: `${tls.version} ${tls.cipher}${takes}${whose}` };
}

/** In the words of X.509, which are the same in every language. */
function describeCertificate({ subject, issuer, validTo, trust, problem }: CertificateFacts): string {
  const until = Number.isFinite(validTo) ? new Date(validTo).toISOString().slice(0, 10) : '?';
  const vouched = problem ?? `trust: ${trust}`;
  return `subject: ${subject}, issuer: ${issuer}, notAfter: ${until}, ${vouched}`;
}

function signInOn(facts: WireFacts): WayPoint {
  const [first] = facts.signIn?.attempts ?? [];
  if (first === undefined) return { stage: 'sign-in', state: 'untried', seen: '' };
  const state = first.verdict === 'accepted' ? 'passed' : 'failed';
  return { stage: 'sign-in', state, seen: `AUTH ${first.form}: ${textOf(first.outcome)} (${first.tookMs} ms)` };
}

function isFailed(step: DialogueStep): boolean {
  const { kind } = step.outcome;
  return (kind !== 'reply' && kind !== 'done') || isRefused(step.outcome) || !fits(step);
}
