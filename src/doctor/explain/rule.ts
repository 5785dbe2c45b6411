/** A rule of the doctor's: what in a text speaks for a cause, and how much it weighs against what else stands there. */
import type { Cause } from './cause.ts';
import type { Context } from './context.ts';

/**
 * How much a clue says.
 *
 * - `stated`: the words state this cause and no other.
 * - `code`: a code that is documented for this cause.
 * - `symptom`: what the client saw; a stated cause beside it goes first.
 * - `vague`: said for many causes.
 */
export const weights = { stated: 100, code: 80, symptom: 60, vague: 30, faint: 15 } as const;
export type Weight = keyof typeof weights;

export interface Rule {
  readonly cause: Cause;
  readonly weight: Weight;
  /** Any of these words, however they are wrapped or capitalised. */
  readonly words?: readonly string[];
  /** Or this, on one line with single blanks. */
  readonly pattern?: RegExp;
  /** Only where the rest of the text bears it out. */
  readonly when?: (context: Context) => boolean;
}

/** Rules of one cause, one weight. */
export function stated(cause: Cause, ...words: readonly string[]): Rule {
  return { cause, weight: 'stated', words };
}

export function code(cause: Cause, pattern: RegExp, when?: Rule['when']): Rule {
  return { cause, weight: 'code', pattern, ...(when && { when }) };
}

export function symptom(cause: Cause, ...words: readonly string[]): Rule {
  return { cause, weight: 'symptom', words };
}

export function vague(cause: Cause, ...words: readonly string[]): Rule {
  return { cause, weight: 'vague', words };
}
