/** One request to a service elsewhere; a fault of the way to it says what to do. */
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { CliError, exitCodes } from '../output.ts';

/** Takes this authority (PEM) beside those that are trusted anyway, for the rest of the process. */
export function trust(ca: string | null): void {
  if (ca !== null) setDefaultCACertificates([...getCACertificates('default'), ca]);
}

/** Whatever the service answers; no answer at all is a `CliError`. */
export async function askServer(server: string, url: string, init: RequestInit): Promise<Response> {
  try {
    // A token, and a secret, are for this server and for no other that it may name.
    return await fetch(url, { redirect: 'error', ...init });
  } catch (error) {
    throw new CliError(exitCodes.unreachable, whyNot(server, codeOf(error)));
  }
}

const untrusted: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

function whyNot(server: string, code: string): string {
  if (untrusted.has(code))
    return `the certificate of ${server} is not trusted here; name the authority that vouches for it: postern login --server ${server} --ca FILE`;
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
    return `the certificate of ${server} is not valid at this time; renew it there, or set this machine's clock right`;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `the certificate of ${server} is for another name; use the name that stands in it`;
  return `${server} cannot be reached (${code}); is the address right, and does the service run?`;
}

function codeOf(error: unknown): string {
  const { cause, name } = error as { cause?: { code?: unknown; message?: unknown }; name?: string };
  if (typeof cause?.code === 'string') return cause.code;
  return name === 'TimeoutError' ? 'no answer in time' : 'no answer';
}
