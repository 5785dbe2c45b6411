/** Makes findings of what was seen of a server, the weightiest first, and of those the first on the way. Pure. */
import { bySeverity, type Finding, finding } from '../../findings/finding.ts';
import { nameOf } from '../../wire/target.ts';
import type { WireFacts } from '../../wire/wire-facts.ts';
import { findingsOfDialogue } from './dialogue.ts';
import { findingsOfEnvelope } from './envelope.ts';
import { findingsOfHost } from './host.ts';
import { findingsOfReach } from './reach.ts';
import { findingsOfSignIn } from './sign-in.ts';
import { findingsOfTls } from './tls.ts';

const rules = [
  findingsOfHost,
  findingsOfReach,
  findingsOfTls,
  findingsOfDialogue,
  findingsOfSignIn,
  findingsOfEnvelope,
  findingsOfTime,
];

export function findingsOfWire(facts: WireFacts): Finding[] {
  const hosted = { host: facts.host, port: facts.port };
  const found = rules.flatMap((rule) => rule(facts));
  return bySeverity(found.map((each) => ({ ...each, parameters: { ...hosted, ...each.parameters } })));
}

function findingsOfTime({ host, port, outOfTime, limitMs }: WireFacts): Finding[] {
  if (!outOfTime) return [];
  return [finding('time-ran-out', nameOf(host, port), { parameters: { seconds: Math.round(limitMs / 1000) } })];
}
