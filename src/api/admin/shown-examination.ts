/** A prepared fix in the shape of the admin API. */
import type { Static } from 'typebox';
import type { examineUser } from '../../contract/doctor.ts';
import type { Frozen } from '../../contract/route-contract.ts';
import type { InForce } from '../../directory/settings.ts';
import type { Finding } from '../../doctor/findings/finding.ts';
import { needsAppPassword } from '../../doctor/fix/apply-plan.ts';
import type { PreparedFix, PreparedStep } from '../../doctor/fix/prepare-fix.ts';
import { changesOf } from '../../doctor/plan/plan.ts';
import type { Decision, SettingValue } from '../../sign-in/decision.ts';
import { shownFinding } from './shown-advice.ts';

type Examination = Frozen<Static<NonNullable<(typeof examineUser)['answer']>>>;
type Plan = Examination['plan'];

/** Devices that are named of each step. */
const namedDevices = 50;

export function shownExamination(prepared: PreparedFix, findings: readonly Finding[]): Examination {
  const { user, userId, tenant, situation, lastAttempt, assumed, plan } = prepared;
  const { mechanism, credential, tls, address, endpoint } = situation.attempt;
  const { before } = plan;
  return {
    user: { id: userId ?? '', userPrincipalName: user },
    tenant,
    device: { mechanism, credential: credential.kind, tls, address, endpoint },
    effective: { ...verdictOf(before), reply: before.allowed ? null : before.reply },
    trace: before.trace,
    lastAttempt: lastAttempt === null ? null : shownAttempt(lastAttempt),
    assumed,
    plan: shownPlan(prepared),
    findings: findings.map((each) => shownFinding(each, 'postern')),
  };
}

function verdictOf(decision: Decision): { readonly allowed: boolean; readonly gate: string | null } {
  return { allowed: decision.allowed, gate: decision.allowed ? null : decision.gate };
}

function shownAttempt({ at, outcome, gate, address, mechanism, tls }: NonNullable<PreparedFix['lastAttempt']>) {
  return { at, outcome, gate, address, mechanism, tls };
}

function shownPlan({ plan, steps, alternative, article, situation: { controls } }: PreparedFix): Plan {
  const present = ({ setting: { scope, name } }: SettingValue): InForce<unknown> | undefined => {
    const half: Readonly<Record<string, unknown>> = scope === 'tenant' ? controls.organization : controls.user;
    return half[name] as InForce<unknown> | undefined;
  };
  return {
    steps: steps.map(shownStep),
    after: verdictOf(plan.after),
    changes: changesOf(plan.steps).map((change) => {
      const { value: before = null, setBy = null } = present(change) ?? {};
      const { scope, name } = change.setting;
      return { scope, name, before, after: change.value, expected: setBy === null ? null : before };
    }),
    needsAppPassword: needsAppPassword(plan.steps),
    alternative:
      alternative === null
        ? null
        : {
            way: alternative.way,
            steps: alternative.steps.map(({ gate, remedy }) => ({ gate, message: remedy.message })),
          },
    article,
  };
}

function shownStep({ gate, remedy, reach: { users, devices }, spread }: PreparedStep): Plan['steps'][number] {
  const { kind, message, weakens } = remedy;
  const changes = remedy.kind === 'set' ? remedy.changes : [];
  return {
    gate,
    kind,
    message,
    weakens,
    settings: changes.map(({ setting: { scope, name }, value }) => ({ scope, name, value })),
    reach: { users, devices: devices?.slice(0, namedDevices) ?? null, allDevices: devices?.length ?? null },
    spread,
  };
}
