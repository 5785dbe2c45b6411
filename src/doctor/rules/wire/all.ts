/** Makes findings of what was seen of a server, the weightiest first, and of those the first on the way. Pure. */
import { bySeverity, type Finding } from '../../findings/finding.ts';
import type { WireFacts } from '../../wire/wire-facts.ts';
import { findingsOfHost } from './host.ts';
import { findingsOfReach } from './reach.ts';

export function findingsOfWire(facts: WireFacts): Finding[] {
  return bySeverity([findingsOfHost, findingsOfReach].flatMap((rule) => rule(facts)));
}
