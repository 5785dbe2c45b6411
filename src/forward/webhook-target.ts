/** What a webhook must be to get the logs. Pure. */
import { isLoopback } from '../lib/loopback.ts';

/** Less is guessed. */
const shortestSecret = 16;

/** What is wrong with its address; null: nothing. */
export function faultOfWebhookUrl(text: string): string | null {
  const url = URL.parse(text);
  // A name or a password in it would be written down with it.
  const isBare = url !== null && url.username === '' && url.password === '';
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname));
  return isBare && isSafe ? null : 'url must be https, or http to this machine, with no name or password in it';
}

/** `file`: where the secret stands. */
export function faultOfWebhookSecret(secret: string, file: string): string | null {
  return secret.length < shortestSecret ? `the secret in ${file} has less than ${shortestSecret} characters` : null;
}
