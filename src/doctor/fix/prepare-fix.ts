/** Reads a tenant and a user, and plans how the user's device comes to sign in. Changes nothing. */
import type { Situation } from '../../sign-in/apply-remedy.ts';
import { type Attempt, isBasic, type Mechanism } from '../../sign-in/attempt.ts';
import { defaultThrottleLimits } from '../../sign-in/throttle.ts';
import type { ReplyName } from '../../smtp/replies.ts';
import { type Alternative, alternativeTo } from '../plan/alternative.ts';
import { compareWithArticle } from '../plan/article.ts';
import { changesOf, type Plan, type PlanStep, plan } from '../plan/plan.ts';
import { reachOf, type StepReach } from '../plan/reach.ts';
import { type Spread, spreadOf } from '../plan/spread.ts';
import type { RecordedAttempt, TenantProvider } from '../providers/tenant-provider.ts';
import { unreadAmong } from '../rules/tenant/controls.ts';
import { type AssumedControl, controlsOf, type Read, type TenantReading } from '../tenant/tenant-reading.ts';

/** How the device signs in; what is left out is as in its last attempt, or as devices mostly do. */
export interface DeviceOptions {
  readonly mechanism?: Mechanism;
  readonly address?: string;
  readonly credential: 'password' | 'app-password';
  /** Nothing can be changed at the device. */
  readonly asIs: boolean;
}

export interface PreparedStep extends PlanStep {
  readonly reach: StepReach;
  /** Of its slowest setting; null: it is done at the device. */
  readonly spread: Spread | null;
}

export interface PreparedFix {
  readonly provider: Pick<TenantProvider, 'kind' | 'name'>;
  readonly tenant: TenantReading['tenant'];
  readonly user: string;
  /** Null: there is none of that name. */
  readonly userId: string | null;
  readonly situation: Situation;
  readonly deviceAsIs: boolean;
  /** Its last attempt in the sign-in log; null: none is known. */
  readonly lastAttempt: RecordedAttempt | null;
  readonly assumed: readonly AssumedControl[];
  /** Of these, what may refuse the sign-in for all that is known, though no gate is shut. */
  readonly unread: readonly AssumedControl[];
  /** The reply that its messages get, whoever lets it sign in; null: none that is known of. */
  readonly restriction: ReplyName | null;
  readonly plan: Plan;
  readonly steps: readonly PreparedStep[];
  readonly alternative: Alternative | null;
  readonly article: ReturnType<typeof compareWithArticle>;
}

/** How far back the sign-in log is read. */
export const reachDays = 30;
/** Rows of it that are read, the newest. */
export const maximumAttempts = 5000;

export async function prepareFix(
  provider: TenantProvider,
  name: string,
  device: DeviceOptions,
  now: number,
  limit = maximumAttempts,
): Promise<PreparedFix> {
  const [reading, user] = await Promise.all([provider.readTenant(), provider.readUser(name)]);
  const { controls, assumed } = controlsOf(reading, user, name);
  const search = { sinceMs: now - reachDays * 86_400_000, limit };
  const own = await provider.signIns({ ...search, user: controls.userPrincipalName });
  const lastAttempt = lastOf(own, device.address);
  const situation = { controls, attempt: attemptOf(device, lastAttempt, now) };
  const planned = plan(situation, { deviceAsIs: device.asIs });
  const { tenant, users } = reading;
  const restriction = user?.controls.sendingRestriction;
  const isForAll = planned.steps.some(({ remedy }) => remedy.weakens === 'organization');
  const logged = { own, all: isForAll ? await provider.signIns(search) : own };
  const steps = planned.steps.map((step) => ({
    ...step,
    reach: reachOf(step, users, logged),
    spread: slowest(provider.kind, step),
  }));
  return {
    provider: { kind: provider.kind, name: provider.name },
    tenant,
    user: controls.userPrincipalName,
    userId: user?.id ?? null,
    situation,
    deviceAsIs: device.asIs,
    lastAttempt,
    assumed,
    unread: planned.before.trace.flatMap((entry) => unreadAmong(assumed, entry)),
    restriction: restriction?.known === true ? restriction.value : null,
    plan: planned,
    steps,
    alternative: alternativeTo(planned, situation),
    article: compareWithArticle(controls, planned.steps),
  };
}

/** The plan by the settings as they are now, for the same attempt. */
export async function planAgain(provider: TenantProvider, prepared: PreparedFix): Promise<Plan> {
  const [reading, user] = await Promise.all([provider.readTenant(), provider.readUser(prepared.user)]);
  const { controls } = controlsOf(reading, user, prepared.user);
  const { situation, deviceAsIs } = prepared;
  return plan({ controls, attempt: situation.attempt }, { deviceAsIs });
}

function lastOf(own: Read<readonly RecordedAttempt[]>, address: string | undefined): RecordedAttempt | null {
  const attempts = own.known ? own.value : [];
  return attempts.find((attempt) => address === undefined || attempt.address === address) ?? null;
}

function attemptOf(
  { mechanism, address, credential }: DeviceOptions,
  last: RecordedAttempt | null,
  now: number,
): Attempt {
  const spoken = mechanism ?? last?.mechanism ?? 'LOGIN';
  return {
    mechanism: spoken,
    credential: !isBasic(spoken)
      ? { kind: 'token', verdict: 'right', by: 'user' }
      : credential === 'password'
        ? { kind: 'password', verdict: 'right' }
        : { kind: 'app-password', verdict: 'right', name: 'device' },
    tls: last?.tls ?? 'TLSv1.2',
    address: address ?? last?.address ?? '',
    endpoint: last?.endpoint ?? 'submission',
    // Whoever was refused at a later gate came through without TLS.
    clearTextAllowed: last?.tls === 'none' && last.gate !== 'encryption',
    lockout: isLocked(last, now) ? 'locked' : 'open',
  };
}

/** As far as the log tells: a lock that was met not long ago may still hold. */
function isLocked(last: RecordedAttempt | null, now: number): boolean {
  return last?.gate === 'smart-lockout' && now - last.at < defaultThrottleLimits.longestLockMs;
}

function slowest(kind: TenantProvider['kind'], step: PlanStep): Spread | null {
  const spreads = changesOf([step]).map(({ setting }) => spreadOf(kind, setting.name));
  const [longest] = spreads.toSorted(
    (a, b) => (b.atMostMs ?? Number.POSITIVE_INFINITY) - (a.atMostMs ?? Number.POSITIVE_INFINITY),
  );
  return longest ?? null;
}
