/** The address of a service as a person types it. Pure. */
import { CliError, exitCodes } from '../output.ts';

const loopback: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Without a slash at the end. Tokens go over TLS, or stay on this machine. */
export function serverAddress(given: string): string {
  const url = URL.canParse(given) ? new URL(given) : null;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && loopback.has(url.hostname));
  if (url === null || !isSafe || url.username !== '' || url.search !== '' || url.hash !== '')
    throw new CliError(
      exitCodes.usage,
      `--server takes an address as in https://mail.example, and http:// on this machine alone; not ${given.slice(0, 200)}`,
    );
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}
