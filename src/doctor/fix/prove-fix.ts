/** What a fix has come to: a real sign-in as the device, or else the settings as they are read back. */
import type { GateName } from '../../sign-in/gates/gate-names.ts';
import type { Cause } from '../explain/cause.ts';
import { explain } from '../explain/explain.ts';
import type { Plan } from '../plan/plan.ts';
import type { TenantProvider } from '../providers/tenant-provider.ts';
import { type PreparedFix, type PreparedStep, planAgain } from './prepare-fix.ts';
import { type SignedIn, type SmtpDoor, signInAsDevice } from './sign-in-as-device.ts';
import { waitForSpread } from './wait-for-spread.ts';

/** What a real sign-in needs. */
export interface Trial {
  /** Null: it is not known where the device signs in. */
  readonly door: SmtpDoor | null;
  /** Null: it is not known, or must be typed in at the device first. */
  readonly password: string | null;
  /** Longest wait until the change holds. */
  readonly waitMs: number;
  /** Told before each pause of the waiting. */
  readonly onPause?: (elapsedMs: number) => void;
}

export type Proof =
  | { readonly kind: 'allowed'; readonly server: string; readonly reply: string }
  | { readonly kind: 'refused'; readonly server: string; readonly reply: string; readonly cause: Cause }
  | { readonly kind: 'failed'; readonly server: string; readonly reason: string }
  /** Nobody has signed in: by the settings as they are read back, this gate still refuses, or none does. */
  | { readonly kind: 'still-shut'; readonly gate: GateName }
  | { readonly kind: 'by-settings' };

const firstPauseMs = 1000;
/** A service of many machines takes a change over by and by; asking more often would only count as more failures. */
const longestPauseMs = 60_000;
/** Postern holds to a change within a second, on every machine of it. */
const atOnceMs = 3000;

export async function proveFix(
  provider: TenantProvider,
  prepared: PreparedFix,
  { door, password, waitMs, onPause }: Trial,
): Promise<Proof> {
  const { mechanism } = prepared.situation.attempt;
  if (door === null || password === null || (mechanism !== 'LOGIN' && mechanism !== 'PLAIN'))
    return bySettings(await planAgain(provider, prepared));
  const server = `${door.host}:${door.port}`;
  const login = { user: prepared.user, password, mechanism };
  const limitMs = Math.min(waitMs, longestSpreadMs(prepared.steps));
  const seen: SignedIn = await waitForSpread(
    () => signInAsDevice(door, login),
    (found) => found.kind === 'allowed' || isInVain(found, prepared.steps),
    { limitMs, firstPauseMs, longestPauseMs, ...(onPause && { onPause }) },
  );
  if (seen.kind === 'refused') return { ...seen, server, cause: explain(seen.reply).cause };
  return { ...seen, server };
}

/** A wrong password does not become right, and each more of it brings the account nearer to being locked. */
function isInVain(seen: SignedIn, steps: readonly PreparedStep[]): boolean {
  if (seen.kind !== 'refused') return false;
  const { cause } = explain(seen.reply);
  // MFA that still is in force is told in the same words (M365 §3).
  return (
    cause === 'account-locked' || (cause === 'bad-credentials' && steps.every(({ gate }) => gate !== 'multi-factor'))
  );
}

/** How long it makes sense to wait; what is not established has no end of its own. */
function longestSpreadMs(steps: readonly PreparedStep[]): number {
  const all = steps.flatMap(({ spread }) => (spread === null ? [] : [spread.atMostMs ?? Number.POSITIVE_INFINITY]));
  return Math.max(atOnceMs, ...all);
}

/** What is to be done at the device counts as done. */
function bySettings({ steps, after }: Plan): Proof {
  const left = steps.find(({ remedy }) => remedy.kind === 'set');
  if (!after.allowed) return { kind: 'still-shut', gate: after.gate };
  return left === undefined ? { kind: 'by-settings' } : { kind: 'still-shut', gate: left.gate };
}
