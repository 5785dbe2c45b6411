/**
 * The smallest list of changes that lets a sign-in through; among those of one size, the one that harms least. Pure.
 *
 * Found by trying: remedies are applied to a copy, and the copy is decided again.
 */
import { applyRemedy, type Situation } from '../../sign-in/apply-remedy.ts';
import { isBasic } from '../../sign-in/attempt.ts';
import { decide } from '../../sign-in/decide.ts';
import type { Decision, Remedy, SettingValue, Weakens } from '../../sign-in/decision.ts';
import type { GateName } from '../../sign-in/gates/gate-names.ts';

export interface PlanStep {
  /** The gate that it opens. */
  readonly gate: GateName;
  readonly remedy: Remedy;
}

export interface PlanLimits {
  /** Nothing can be changed at the device: neither its password nor how it speaks. */
  readonly deviceAsIs: boolean;
  /** Decisions that are tried; beyond, the best that was found stands. */
  readonly maximumDecisions?: number;
}

export interface Plan {
  /** As it is now. */
  readonly before: Decision;
  /** In order; empty: nothing is in the way, or nothing helps. */
  readonly steps: readonly PlanStep[];
  /** After the steps. Refused: nothing that is known here opens this gate. */
  readonly after: Decision;
  /** What is signed in then, which a step at the device may have changed. */
  readonly situation: Situation;
}

const normalMaximum = 20_000;

export function plan(situation: Situation, limits: PlanLimits): Plan {
  const before = decide(situation.controls, situation.attempt);
  const search = { limits, left: limits.maximumDecisions ?? normalMaximum };
  const farthest = greedy(situation, before, limits);
  if (!farthest.after.allowed) return { before, ...farthest };
  for (let size = 0; size < farthest.steps.length; size += 1) {
    const best = leastHarm(waysOf(situation, before, size, search));
    if (best !== null) return { before, ...best };
    if (search.left <= 0) return { before, ...farthest };
  }
  const best = leastHarm(waysOf(situation, before, farthest.steps.length, search));
  return { before, ...(best ?? farthest) };
}

/** The settings that a plan changes, each with its last value, in the order in which they are to be written. */
export function changesOf(steps: readonly PlanStep[]): SettingValue[] {
  const last = new Map<string, SettingValue>();
  for (const { remedy } of steps)
    for (const change of remedy.kind === 'set' ? remedy.changes : []) {
      const key = `${change.setting.scope} ${change.setting.name}`;
      last.delete(key);
      last.set(key, change);
    }
  return [...last.values()];
}

type Way = Pick<Plan, 'steps' | 'after' | 'situation'>;

interface Search {
  readonly limits: PlanLimits;
  /** Decisions that may still be tried. */
  left: number;
}

/** Whether the device still is what it is: another way to sign in is the alternative, and no step. */
function isForDevice(remedy: Remedy, { attempt }: Situation, { deviceAsIs }: PlanLimits): boolean {
  if (remedy.kind === 'set') return true;
  if (deviceAsIs || remedy.becomes === null) return false;
  const { mechanism } = remedy.becomes;
  return mechanism === undefined || isBasic(mechanism) === isBasic(attempt.mechanism);
}

/** Opens one gate after the other, each by what harms least: an upper bound, and how far one comes. */
function greedy(start: Situation, before: Decision, limits: PlanLimits): Way {
  let way: Way = { steps: [], after: before, situation: start };
  for (let tries = before.trace.length; tries > 0 && !way.after.allowed; tries -= 1) {
    const { after, situation, steps } = way;
    const remedies = after.trace.find(({ gate }) => gate === after.gate)?.remedies ?? [];
    const [first] = remedies
      .filter((remedy) => isForDevice(remedy, situation, limits))
      .toSorted((a, b) => harm(a) - harm(b));
    if (first === undefined) return way;
    const next = applyRemedy(situation, first);
    const step = { gate: after.gate, remedy: first };
    way = { steps: [...steps, step], after: decide(next.controls, next.attempt), situation: next };
  }
  return way;
}

/** Every way of exactly `size` steps. Each step opens the gate that refuses, with a remedy of that gate or of a later one. */
function waysOf(situation: Situation, decision: Decision, size: number, search: Search): Way[] {
  if (decision.allowed) return size === 0 ? [{ steps: [], after: decision, situation }] : [];
  if (size === 0) return [];
  return stepsOf(situation, decision, search).flatMap(({ step, next, after }) =>
    waysOf(next, after, size - 1, search).map((way) => ({ ...way, steps: [step, ...way.steps] })),
  );
}

interface Tried {
  readonly step: PlanStep;
  readonly next: Situation;
  readonly after: Decision;
}

function stepsOf(situation: Situation, decision: Decision & { allowed: false }, search: Search): Tried[] {
  const tried: Tried[] = [];
  for (const entry of decision.trace)
    for (const remedy of entry.remedies) {
      if (!isForDevice(remedy, situation, search.limits)) continue;
      if (search.left <= 0) return tried;
      search.left -= 1;
      const next = applyRemedy(situation, remedy);
      const after = decide(next.controls, next.attempt);
      const opened = after.trace.find(({ gate }) => gate === decision.gate)?.verdict;
      if (opened !== 'shut' && opened !== 'unknown') tried.push({ step: { gate: decision.gate, remedy }, next, after });
    }
  return tried;
}

const reaches: readonly Weakens[] = ['nothing', 'mailbox', 'user', 'organization'];

function harm({ weakens }: Remedy): number {
  return reaches.indexOf(weakens);
}

/** Two changes for the whole organization are worse than one; where they are equal, what reaches less far counts. */
function harmOf({ steps }: Way): number[] {
  const counts = reaches.map((reach) => steps.filter(({ remedy }) => remedy.weakens === reach).length);
  return [...counts.slice(1).toReversed(), steps.filter(({ remedy }) => remedy.kind === 'client').length];
}

function leastHarm(ways: readonly Way[]): Way | null {
  const [best] = ways.toSorted((a, b) => {
    const [left, right] = [harmOf(a), harmOf(b)];
    const at = left.findIndex((count, index) => count !== right[index]);
    return (left[at] ?? 0) - (right[at] ?? 0);
  });
  return best ?? null;
}
