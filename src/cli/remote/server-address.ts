/** The address of a service as a person types it. Pure. */
import { isLoopback } from '../../lib/loopback.ts';
import { CliError, exitCodes } from '../output.ts';

/** Without a slash at the end. */
export function serverAddress(given: string): string {
  return safeAddress(given, '--server');
}

/** Tokens go over TLS, or stay on this machine. `flag`: where it was given. */
export function safeAddress(given: string, flag: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  if (url === null || !isSafe || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new CliError(
      exitCodes.usage,
      `${flag} takes an address as in https://mail.example, and http:// on this machine alone; not ${given.slice(0, 200)}`,
    );
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
