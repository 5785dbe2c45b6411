/** This machine's own names. Pure. */

const ownNames = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** `hostname`: as a URL has it, IPv6 in brackets. */
export function isLoopback(hostname: string): boolean {
  return ownNames.test(hostname);
}
