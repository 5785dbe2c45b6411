/** Why a port could not be listened on, in words. Pure. */
import { AppError } from './app-error.ts';

const words: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program has it; choose another port or stop that program',
  EACCES:
    'this user may not: a port below 1024 needs root, or the capability CAP_NET_BIND_SERVICE; or choose a higher one',
  EADDRNOTAVAIL: 'this machine does not have that address',
  ENOTFOUND: 'there is no such address',
};

export function cannotListen(address: string, port: number, cause: unknown): AppError {
  const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
  return new AppError('cannot-listen', { place: `${address} port ${port}:`, reason: words[code] ?? code }, cause);
}
