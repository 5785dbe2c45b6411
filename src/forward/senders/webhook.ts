/** Posts records to a webhook as lines of JSON, signed. */
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { Clock } from '../../lib/clock.ts';
import { forwardLine } from '../forward-line.ts';
import { readRetryAfterMs } from '../retry-delay.ts';
import { failed, reasonOf, type Sender, type SendResult } from '../sender.ts';
import { webhookSignature } from '../webhook-signature.ts';

export interface WebhookOptions {
  readonly url: string;
  readonly secret: string;
  /** Without it: the authorities that Node.js trusts. */
  readonly ca?: string;
  readonly clock: Clock;
}

export function createWebhookSender({ url, secret, ca, clock }: WebhookOptions): Sender {
  return async ({ log, records }, signal) => {
    const body = `${records.map((record) => forwardLine(log, record)).join('\n')}\n`;
    const headers = {
      'content-type': 'application/x-ndjson',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'Postern',
      'postern-log': log,
      'postern-sequence': `${records[0]?.sequence}-${records.at(-1)?.sequence}`,
      'postern-signature': webhookSignature(secret, body, clock()),
    };
    try {
      const { statusCode = 0, headers: answered } = await post(url, ca, headers, body, signal);
      return resultOf(statusCode, answered['retry-after'], clock());
    } catch (error) {
      return failed(signal.aborted ? 'the receiver took too long' : reasonOf(error));
    }
  };
}

function post(
  url: string,
  ca: string | undefined,
  headers: Readonly<Record<string, string | number>>,
  body: string,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const isSecure = url.startsWith('https:');
  const options = { method: 'POST', headers, signal, agent: false } as const;
  return new Promise((resolve, reject) => {
    const taken = (response: IncomingMessage): void => {
      resolve(response);
      // The status says it all; what else a receiver says, however long, is not read.
      response.destroy();
    };
    const posting = isSecure
      ? requestHttps(url, { ...options, ...(ca !== undefined && { ca }) }, taken)
      : requestHttp(url, options, taken);
    posting.on('error', reject);
    posting.end(body);
  });
}

/** Redirections are not followed: a batch goes where the configuration says. */
function resultOf(status: number, retryAfter: string | undefined, now: number): SendResult {
  if (status >= 200 && status < 300) return { kind: 'taken' };
  const reason = `the receiver answered ${status}`;
  if (status === 413) return { kind: 'too-large', reason };
  return failed(reason, readRetryAfterMs(retryAfter, now));
}
