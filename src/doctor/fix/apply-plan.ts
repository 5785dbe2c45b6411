/** Carries out a plan: every value is kept as it was before the first one is written. */
import { isDeepStrictEqual } from 'node:util';
import type { Remedy } from '../../sign-in/decision.ts';
import { changesOf, type PlanStep } from '../plan/plan.ts';
import type { SettingRef, TenantProvider, WriteResult } from '../providers/tenant-provider.ts';
import type { Hole } from '../tenant/tenant-reading.ts';
import type { KeptFix, KeptValue } from './kept-fix.ts';
import { type PreparedFix, planAgain } from './prepare-fix.ts';

export interface ApplyOptions {
  readonly id: string;
  readonly now: number;
  readonly where: string;
  readonly apis: KeptFix['apis'];
  readonly until: number | null;
  /** Called before anything is written, and again when there is more to keep. */
  readonly keep: (fix: KeptFix) => Promise<void>;
}

export type Applied =
  | { readonly kind: 'applied'; readonly fix: KeptFix; readonly appPassword: string | null }
  /** Nothing was written. */
  | { readonly kind: 'not-begun'; readonly setting: SettingRef; readonly because: Hole }
  /** No API writes this setting: a person does it. Nothing was written. */
  | { readonly kind: 'by-hand'; readonly setting: SettingRef }
  /** By the settings as they are by now it is another plan than the one that somebody has agreed to; nothing was written. */
  | { readonly kind: 'plan-changed' }
  /** The values before `at` are written, it and those after it are not. */
  | {
      readonly kind: 'stopped';
      readonly fix: KeptFix;
      readonly at: SettingRef | 'app-password';
      readonly because: Exclude<WriteResult, { kind: 'written' }>;
    };

export async function applyPlan(
  provider: TenantProvider,
  prepared: PreparedFix,
  options: ApplyOptions,
): Promise<Applied> {
  const values: KeptValue[] = [];
  for (const { setting, value } of changesOf(prepared.steps)) {
    const ref: SettingRef = { ...setting, user: setting.scope === 'user' ? prepared.userId : null };
    if (!provider.isSettable(ref)) return { kind: 'by-hand', setting: ref };
    const present = await provider.snapshot(ref);
    if (!present.known) return { kind: 'not-begun', setting: ref, because: present.because };
    values.push({ setting: ref, before: present.value, after: provider.rawOf(ref, value, present.value) });
  }
  // What changes after this is seen by the writing itself, which expects the value that was kept.
  const again = await planAgain(provider, prepared);
  if (!isDeepStrictEqual(gistOf(again.steps), gistOf(prepared.steps))) return { kind: 'plan-changed' };
  const fix = keptFix(prepared, values, options);
  const until = provider.putsBack ? options.until : null;
  await options.keep(fix);
  for (const { setting, before, after } of values) {
    const result = await provider.write(setting, after, before, { until });
    if (result.kind !== 'written') return { kind: 'stopped', fix, at: setting, because: result };
  }
  return withAppPassword(provider, prepared, fix, options);
}

function gistOf(steps: readonly PlanStep[]): readonly Remedy[] {
  return steps.map(({ remedy }) => remedy);
}

function keptFix(prepared: PreparedFix, values: readonly KeptValue[], options: ApplyOptions): KeptFix {
  const { id, now: at, where, apis, until } = options;
  const { tenant, user: name, userId, provider } = prepared;
  return {
    id,
    at,
    provider: provider.kind,
    where,
    apis,
    tenant: { id: tenant.id, domain: tenant.domain },
    user: { id: userId ?? '', name },
    values,
    appPassword: null,
    until,
    undoneAt: null,
  };
}

/** Whether the plan has the device use an app password. */
export function needsAppPassword(steps: readonly PlanStep[]): boolean {
  return steps.some(({ remedy }) => remedy.kind === 'client' && remedy.becomes?.credential?.kind === 'app-password');
}

async function withAppPassword(
  { appPasswords }: TenantProvider,
  { steps, userId }: PreparedFix,
  fix: KeptFix,
  { keep, id }: ApplyOptions,
): Promise<Applied> {
  if (appPasswords === null || userId === null || !needsAppPassword(steps))
    return { kind: 'applied', fix, appPassword: null };
  const name = `device (fix ${id})`;
  const made = await appPasswords.add(userId, name);
  if ('kind' in made)
    return { kind: 'stopped', fix, at: 'app-password', because: { kind: 'not-possible', because: made } };
  const kept = { ...fix, appPassword: { id: made.id, name } };
  await keep(kept);
  return { kind: 'applied', fix: kept, appPassword: made.password };
}
