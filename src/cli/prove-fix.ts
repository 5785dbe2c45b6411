/** What a fix has come to: a real sign-in as the device, or else the settings as they are read back. */

import type { Cause } from '../doctor/explain/cause.ts';
import { explain } from '../doctor/explain/explain.ts';
import { type PreparedFix, planAgain } from '../doctor/fix/prepare-fix.ts';
import { type SignedIn, signInAsDevice } from '../doctor/fix/sign-in-as-device.ts';
import { waitForSpread } from '../doctor/fix/wait-for-spread.ts';
import type { Plan } from '../doctor/plan/plan.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import type { GateName } from '../sign-in/gates/gate-names.ts';
import { tell } from './ask.ts';
import { type CommandInput, text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';
import { smtpDoorOf } from './smtp-door.ts';

export type Proof =
  | { readonly kind: 'allowed'; readonly server: string; readonly reply: string }
  | { readonly kind: 'refused'; readonly server: string; readonly reply: string; readonly cause: Cause }
  | { readonly kind: 'failed'; readonly server: string; readonly reason: string }
  /** Nobody has signed in: by the settings as they are read back, this gate still refuses, or none does. */
  | { readonly kind: 'still-shut'; readonly gate: GateName }
  | { readonly kind: 'by-settings' };

const firstPauseMs = 2000;
/** A service of many machines takes a change over by and by; asking more often would only count as more failures. */
const longestPauseMs = 60_000;

/** `password` null: it is not known, or must be typed in at the device first. */
export async function proveFix(
  input: CommandInput,
  provider: TenantProvider,
  prepared: PreparedFix,
  password: string | null,
): Promise<Proof> {
  const { user, situation } = prepared;
  const { mechanism } = situation.attempt;
  if (password === null || (mechanism !== 'LOGIN' && mechanism !== 'PLAIN'))
    return bySettings(await planAgain(provider, prepared));
  const door = await smtpDoorOf(input);
  const server = `${door.host}:${door.port}`;
  const limitMs = minutesOf(input) * 60_000;
  const onPause = (elapsedMs: number) => tell(`… ${Math.round(elapsedMs / 1000)} s`);
  const seen: SignedIn = await waitForSpread(
    () => signInAsDevice(door, { user, password, mechanism }),
    ({ kind }) => kind === 'allowed',
    { limitMs, firstPauseMs, longestPauseMs, onPause },
  );
  if (seen.kind === 'refused') return { ...seen, server, cause: explain(seen.reply).cause };
  return { ...seen, server };
}

/** What is to be done at the device counts as done. */
function bySettings({ steps, after }: Plan): Proof {
  const left = steps.find(({ remedy }) => remedy.kind === 'set');
  if (!after.allowed) return { kind: 'still-shut', gate: after.gate };
  return left === undefined ? { kind: 'by-settings' } : { kind: 'still-shut', gate: left.gate };
}

function minutesOf(input: CommandInput): number {
  const minutes = Number(text(input, 'wait') ?? '10');
  if (Number.isFinite(minutes) && minutes >= 0 && minutes <= 24 * 60) return minutes;
  throw new CliError(exitCodes.usage, '--wait is a number of minutes, at most 1440');
}
