/** Looks on our own service for the message that the doctor has sent. */
import { isIP } from 'node:net';
import { at, type Door } from './door.ts';
import { CliError, exitCodes } from './output.ts';

/** Of the message, as far as its header can be. */
const maximumOctets = 64 * 1024;

/** True: it is there with its mark; false: our service took it and does not know it; null: it is not ours, or cannot be asked. */
export async function findTestMessage(
  door: Door,
  isOurs: boolean,
  queueId: string,
  mark: string,
): Promise<boolean | null> {
  const id = queueId.split('@', 1)[0] ?? '';
  try {
    await door.call('GET', at`/messages/${id}`);
  } catch (error) {
    return isOurs && error instanceof CliError && error.exitCode === exitCodes.notFound ? false : null;
  }
  let text = '';
  for await (const chunk of await door.raw(at`/messages/${id}/raw`)) {
    text += Buffer.from(chunk).toString('latin1');
    if (text.includes(mark)) return true;
    if (text.length > maximumOctets) break;
  }
  return false;
}

/** The service that the command asks is on this machine, or at `server`. */
export function isOurHost(host: string, server: string | null): boolean {
  if (server !== null) return new URL(server).hostname.toLowerCase() === host.toLowerCase();
  return host.toLowerCase() === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
