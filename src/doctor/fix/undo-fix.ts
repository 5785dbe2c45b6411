/** Takes a fix back: every value as it was, unless somebody has changed one since. */
import { isDeepStrictEqual } from 'node:util';
import type { RawValue, TenantProvider } from '../providers/tenant-provider.ts';
import type { Hole, Read } from '../tenant/tenant-reading.ts';
import type { KeptFix, KeptValue } from './kept-fix.ts';

export type Undone =
  /** Restored, or as it was already. */
  | { readonly kind: 'restored' | 'as-before'; readonly value: KeptValue }
  /** Another value than the fix's stands there; it stays. */
  | { readonly kind: 'changed-since'; readonly value: KeptValue; readonly present: Read<RawValue> & { known: true } }
  | { readonly kind: 'not-possible'; readonly value: KeptValue; readonly because: Hole };

export interface UndoResult {
  /** Where anything was changed since, nothing at all was restored, unless the others were to be. */
  readonly done: boolean;
  readonly values: readonly Undone[];
  /** Of the app password that the fix made; null: it made none, or nothing was done. */
  readonly appPassword: 'removed' | 'gone' | Hole | null;
}

/** `others`: what nobody has changed since is restored even where something else was. The last that was written comes first. */
export async function undoFix(provider: TenantProvider, fix: KeptFix, others: boolean): Promise<UndoResult> {
  const looked: { readonly value: KeptValue; readonly standing: Standing }[] = [];
  for (const value of fix.values.toReversed()) looked.push({ value, standing: await standingOf(provider, value) });
  const isFree = looked.every(({ standing }) => standing.kind === 'as-fixed' || standing.kind === 'as-before');
  if (!isFree && !others) {
    const inTheWay = looked.flatMap(({ value, standing }) => outcomeOf(value, standing) ?? []);
    return { done: false, values: inTheWay, appPassword: null };
  }
  const values: Undone[] = [];
  for (const { value, standing } of looked) values.push(outcomeOf(value, standing) ?? (await restore(provider, value)));
  const appPassword = await removeAppPassword(provider, fix);
  // What somebody has changed since is theirs now, and was to be left alone.
  const done = values.every(({ kind }) => kind !== 'not-possible');
  const isGone = appPassword === null || typeof appPassword === 'string';
  return { done: done && isGone, values, appPassword };
}

type Standing =
  | { readonly kind: 'as-fixed' | 'as-before' }
  | { readonly kind: 'changed-since'; readonly present: Read<RawValue> & { known: true } }
  | { readonly kind: 'not-possible'; readonly because: Hole };

async function standingOf(provider: TenantProvider, { setting, before, after }: KeptValue): Promise<Standing> {
  const present = await provider.snapshot(setting);
  if (!present.known) return { kind: 'not-possible', because: present.because };
  if (isDeepStrictEqual(present.value, before)) return { kind: 'as-before' };
  const values = { present: present.value, expected: after, wanted: before };
  return provider.isStill(setting, values) ? { kind: 'as-fixed' } : { kind: 'changed-since', present };
}

/** Null: it is still to be restored. */
function outcomeOf(value: KeptValue, standing: Standing): Undone | null {
  if (standing.kind === 'changed-since' || standing.kind === 'not-possible') return { ...standing, value };
  return standing.kind === 'as-before' ? { kind: 'as-before', value } : null;
}

async function restore(provider: TenantProvider, value: KeptValue): Promise<Undone> {
  const result = await provider.write(value.setting, value.before, value.after, { until: null });
  if (result.kind === 'written') return { kind: 'restored', value };
  if (result.kind === 'not-possible') return { kind: 'not-possible', value, because: result.because };
  return result.present.known
    ? { kind: 'changed-since', value, present: result.present }
    : { kind: 'not-possible', value, because: result.present.because };
}

async function removeAppPassword({ appPasswords }: TenantProvider, fix: KeptFix): Promise<UndoResult['appPassword']> {
  if (fix.appPassword === null || appPasswords === null) return null;
  return appPasswords.remove(fix.user.id, fix.appPassword.id);
}
