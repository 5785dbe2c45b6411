/** Every gate that settings decide, open or shut, with the property of the API that makes it so. Pure. */
import type { Message, TraceEntry } from '../../../sign-in/decision.ts';
import type { GateName } from '../../../sign-in/gates/gate-names.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';
import { type AssumedControl, controlsOf } from '../../tenant/tenant-reading.ts';
import { decisionOn, evidenceOf, notOfSettings, settingsOf, unreadAt } from './controls.ts';

export interface GatePoint {
  readonly gate: GateName;
  /** `untried`: what decides it was not read, and stands at its default. */
  readonly state: 'passed' | 'failed' | 'untried';
  readonly because: Message;
  readonly evidence: readonly string[];
}

/** In the order in which they are asked; empty: no user is known. */
export function gatesOf(facts: TenantFacts): GatePoint[] {
  const { reading, user, sought } = facts;
  const { assumed } = controlsOf(reading, user, sought ?? '');
  const unread = new Set<string>(assumed.map(({ name }) => name));
  const points = (decisionOn(facts)?.trace ?? []).filter(isShown).map((entry): GatePoint => {
    const isRead = !settingsOf(entry).some((name) => unread.has(name));
    return {
      gate: entry.gate,
      state: entry.verdict === 'shut' ? 'failed' : isRead ? 'passed' : 'untried',
      because: entry.because,
      evidence: evidenceOf(facts, entry),
    };
  });
  // Only a Postern simulates failures.
  return points.filter(({ gate, state }) => gate !== 'simulated-failure' || state !== 'untried');
}

function isShown({ gate, verdict }: TraceEntry): boolean {
  return verdict === 'shut' || (verdict === 'open' && !notOfSettings.has(gate));
}

/** Settings that were not read, and that may refuse the sign-in for all that is known: nobody can say that nothing stops it. */
export function unknownOf(facts: TenantFacts): readonly AssumedControl[] {
  if (facts.wire?.cause === null) return [];
  const trace = decisionOn(facts)?.trace ?? [];
  const unread = trace.flatMap((entry) => unreadAt(entry, facts));
  return [...new Map(unread.map((each) => [each.name, each])).values()];
}
