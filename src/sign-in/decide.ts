/** Who may sign in: every gate is asked in order, and the first that is shut decides. Pure. */
import { type Attempt, isBasic } from './attempt.ts';
import type { Controls } from './controls.ts';
import type { Decision, TraceEntry } from './decision.ts';
import { basicOrder, type OrderRow, oauthOrder } from './gate-order.ts';
import { message, notApplicable } from './gates/gate.ts';

function ask({ gate, applies }: OrderRow, controls: Controls, attempt: Attempt): TraceEntry {
  const answer = applies
    ? gate.ask(controls, attempt)
    : notApplicable(message(`gate.${gate.name}.not-asked`, { mechanism: attempt.mechanism }));
  return { gate: gate.name, ...answer };
}

/**
 * Decides `attempt` under `controls`. The trace always holds every gate. A gate that could not be asked lets nobody in:
 * where none is shut, the first of those refuses.
 */
export function decide(controls: Controls, attempt: Attempt): Decision {
  const order = isBasic(attempt.mechanism) ? basicOrder : oauthOrder;
  const trace = order.map((row) => ask(row, controls, attempt));
  const refusing =
    trace.find(({ verdict }) => verdict === 'shut') ?? trace.find(({ verdict }) => verdict === 'unknown');
  const row = order.find(({ gate }) => gate.name === refusing?.gate);
  if (row === undefined) return { allowed: true, trace };
  return { allowed: false, gate: row.gate.name, reply: row.gate.reply(controls, attempt), trace };
}
