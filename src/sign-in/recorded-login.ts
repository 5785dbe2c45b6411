/** What is kept of the name that a client gave: people type their password into the wrong field. Pure. */

/** RFC 5321 §4.5.3.1: no address is longer. */
const maximumLogin = 320;

/** A domain ends in letters: `P@ssw0rd.1` is none. */
const address = /^[^\s@]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+(?:\p{L}{2,}|xn--[a-z\d-]+)$/iu;

/** Stands for a name that nobody has and that is no address. */
export const maskedLogin = '(not an address)';

/** `isKnown`: an account has that name. */
export function recordedLogin(login: string, isKnown: boolean): string {
  if (isKnown || login === '') return login;
  return login.length <= maximumLogin && address.test(login) ? login : maskedLogin;
}
