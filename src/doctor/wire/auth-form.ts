/** The manners in which clients sign in: mechanism, and whether something goes with the command. Pure. */

export const authForms = {
  /** `AUTH LOGIN`, then the user name, then the password. */
  login: { mechanism: 'LOGIN', initial: false, credential: 'password' },
  /** `AUTH LOGIN` with the user name, as .NET does it. */
  'login-initial': { mechanism: 'LOGIN', initial: true, credential: 'password' },
  plain: { mechanism: 'PLAIN', initial: true, credential: 'password' },
  'cram-md5': { mechanism: 'CRAM-MD5', initial: false, credential: 'password' },
  xoauth2: { mechanism: 'XOAUTH2', initial: true, credential: 'token' },
  /** The token after an empty challenge. */
  'xoauth2-stepwise': { mechanism: 'XOAUTH2', initial: false, credential: 'token' },
} as const satisfies Record<string, AuthFormFacts>;

interface AuthFormFacts {
  readonly mechanism: string;
  readonly initial: boolean;
  readonly credential: 'password' | 'token';
}

export type AuthForm = keyof typeof authForms;

export const authFormNames = Object.keys(authForms) as AuthForm[];

/** The mechanisms that an AUTH line of EHLO offers (`AUTH LOGIN PLAIN`, and the old `AUTH=LOGIN`). */
export function offeredMechanisms(keywords: readonly string[] | null): readonly string[] {
  const lines = (keywords ?? []).filter((line) => /^AUTH[ =]/i.test(line));
  return [
    ...new Set(
      lines.flatMap((line) =>
        line
          .slice(5)
          .trim()
          .toUpperCase()
          .split(/[\s=]+/),
      ),
    ),
  ].filter((name) => name !== '');
}
