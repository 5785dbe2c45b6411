/** The way that weakens nothing, beside a plan: what is here today, and what of it would still be in the way. Pure. */
import type { Situation } from '../../sign-in/apply-remedy.ts';
import type { Attempt } from '../../sign-in/attempt.ts';
import { decide } from '../../sign-in/decide.ts';
import type { Weakens } from '../../sign-in/decision.ts';
import { type Plan, type PlanStep, plan } from './plan.ts';

export interface Alternative {
  /** OAuth at the SMTP door, or Microsoft Graph from the application. */
  readonly way: 'oauth-smtp' | 'graph';
  /** What it needs all the same, none of which makes anybody less safe. */
  readonly steps: readonly PlanStep[];
}

/** Null: the plan weakens nothing itself, or there is no such way. */
export function alternativeTo({ steps, before }: Plan, situation: Situation): Alternative | null {
  if (!before.allowed && steps.length === 0) return null;
  if (steps.every(({ remedy }) => remedy.weakens === 'nothing')) return null;
  const { controls } = situation;
  const attempt = withOAuth(situation.attempt);
  const { steps: needed, after } = plan({ controls, attempt }, { deviceAsIs: true });
  const harmless = after.allowed && needed.every(({ remedy }) => remedy.weakens === 'nothing');
  if (harmless) return { way: 'oauth-smtp', steps: needed };
  return byGraph(situation);
}

/** What speaks OAuth speaks TLS 1.2 as well. */
function withOAuth(attempt: Attempt): Attempt {
  return {
    ...attempt,
    mechanism: 'XOAUTH2',
    credential: { kind: 'token', verdict: 'right', by: 'user' },
    tls: attempt.tls === 'TLSv1.3' ? 'TLSv1.3' : 'TLSv1.2',
    endpoint: 'submission',
  };
}

/** Graph asks neither for SMTP AUTH nor for the user's account; without a mailbox there is nothing to send from. */
function byGraph({ controls, attempt }: Situation): Alternative | null {
  if (controls.account === 'unknown') return null;
  const weakens: Weakens = 'nothing';
  const licence = decide(controls, withOAuth(attempt)).trace.find(({ gate }) => gate === 'mailbox');
  const [remedy] = licence?.verdict === 'shut' ? licence.remedies : [];
  if (remedy === undefined) return { way: 'graph', steps: [] };
  return remedy.weakens === weakens ? { way: 'graph', steps: [{ gate: 'mailbox', remedy }] } : null;
}
