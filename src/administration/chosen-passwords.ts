/** Passwords on their way into the directory: held to the one rule whoever chose them, and made where nobody did. */
import { randomInt } from 'node:crypto';
import { longestPassword } from '../contract/common.ts';
import type { Verifiers } from '../directory/directory-store.ts';
import { type PasswordMistake, type PasswordRule, passwordMistake } from '../directory/password-rule.ts';
import { readableLetters } from '../lib/readable-code.ts';
import { makePasswordVerifiers } from '../sign-in/credentials/make-verifiers.ts';
import { Refusal } from './refusal.ts';

export interface ChosenPasswords {
  readonly rule: PasswordRule;
  /**
   * What is kept of a password. Throws a `Refusal` where the rule does not let it be set.
   * @param scram It may be used with SCRAM.
   */
  verifiers(password: string, options: { readonly scram: boolean }): Promise<Verifiers>;
  /** One that the service makes. */
  generate(): string;
}

/** Nearly a hundred bits: nobody guesses it, and it can be typed at a printer. */
const generatedLetters = 20;

export function createChosenPasswords(rule: PasswordRule): ChosenPasswords {
  const { shortest } = rule;
  const details: Readonly<Record<PasswordMistake, string>> = {
    'too-short': `the password is too short: it needs at least ${shortest} characters (option passwords.shortest)`,
    'too-long': `the password is too long: it has at most ${longestPassword} characters`,
  };
  return {
    rule,
    async verifiers(password, { scram }) {
      const mistake = passwordMistake(password, rule);
      if (mistake !== null) throw new Refusal({ kind: 'invalid', detail: details[mistake] });
      return makePasswordVerifiers(password, scram);
    },
    generate() {
      const length = Math.max(generatedLetters, shortest);
      return Array.from({ length }, () => readableLetters[randomInt(readableLetters.length)]).join('');
    },
  };
}
