/** The gates of a trace as doors in a row: which are open, which shut, and at which of them somebody was turned away. Pure. */
import type { AnswerOf } from '../../api/routes.ts';
import type { Weakens } from '../../doctor/weakening.tsx';
import type { Words } from '../../doctor/words.ts';

export type TraceEntry = AnswerOf<'GET /why/{sessionId}'>['signIns'][number]['trace'][number];
export type Verdict = TraceEntry['verdict'];

/** The setting that made it so, as it was then. */
export interface DoorSetting {
  readonly scope: 'tenant' | 'user';
  readonly name: string;
  readonly value: unknown;
  /** Null: nobody has set it, it stands at its default. */
  readonly setBy: string | null;
  readonly setAt: number | null;
}

export interface Remedy {
  /** `set`: settings are changed; `client`: something is done at the device. */
  readonly kind: 'set' | 'client';
  readonly message: Words;
  readonly weakens: Weakens;
  readonly settings: readonly Pick<DoorSetting, 'scope' | 'name'>[];
}

export interface Door {
  readonly gate: string;
  /** From 1. */
  readonly number: number;
  readonly verdict: Verdict;
  /** It is the one that turned the client away. */
  readonly isStop: boolean;
  /** The client came to it, and went on or was turned away. */
  readonly isReached: boolean;
  readonly because: Words;
  readonly setting: DoorSetting | null;
  readonly remedies: readonly Remedy[];
}

/** The first that is shut turns away; where none is, the first that could not be asked. */
export function doorsOf(trace: readonly TraceEntry[], isAllowed: boolean): Door[] {
  const shut = trace.findIndex(({ verdict }) => verdict === 'shut');
  const unknown = trace.findIndex(({ verdict }) => verdict === 'unknown');
  const stop = isAllowed ? -1 : shut === -1 ? unknown : shut;
  return trace.map(({ gate, verdict, because, setting, remedies }, at) => ({
    gate,
    number: at + 1,
    verdict,
    isStop: at === stop,
    isReached: stop === -1 || at <= stop,
    because,
    setting: isSetting(setting) ? setting : null,
    remedies: remedies.flatMap(remedyOf),
  }));
}

/** Those that are shut, the one that turned away first: each must be opened before mail gets through. */
export function shutDoors(doors: readonly Door[]): Door[] {
  return doors.filter(({ verdict, isStop }) => verdict === 'shut' || isStop);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function isSetting(value: unknown): value is DoorSetting {
  return (
    isRecord(value) && typeof value['name'] === 'string' && (value['scope'] === 'tenant' || value['scope'] === 'user')
  );
}

function isWords(value: unknown): value is Words {
  return isRecord(value) && typeof value['key'] === 'string' && isRecord(value['parameters']);
}

function isWeakens(value: unknown): value is Weakens {
  return value === 'nothing' || value === 'mailbox' || value === 'user' || value === 'organization';
}

/** The contract leaves remedies open; whatever is none is left out. */
function remedyOf(value: unknown): Remedy[] {
  if (!isRecord(value)) return [];
  const { kind, message, weakens, changes } = value;
  if ((kind !== 'set' && kind !== 'client') || !isWords(message) || !isWeakens(weakens)) return [];
  const settings = Array.isArray(changes) ? changes.map((change: { setting?: unknown }) => change.setting) : [];
  return [{ kind, message, weakens, settings: settings.filter(isSetting) }];
}
