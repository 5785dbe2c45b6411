/** What a password must be, at every door where one is set. Pure. */
import { longestPassword } from '../contract/common.ts';

export interface PasswordRule {
  /** Characters. */
  readonly shortest: number;
}

export type PasswordMistake = 'too-short' | 'too-long';

/** Null: it may be set. */
export function passwordMistake(password: string, { shortest }: PasswordRule): PasswordMistake | null {
  if (password.length > longestPassword) return 'too-long';
  // What a person counts, and not how it is encoded.
  const characters = [...new Intl.Segmenter().segment(password)].length;
  return characters < shortest ? 'too-short' : null;
}
