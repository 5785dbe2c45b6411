/** The signature by which a webhook knows that a batch is ours, and recent. */
import { createHmac } from 'node:crypto';

/** `t` is when it was made, in seconds since 1970; `v1` is HMAC-SHA256 of `t`, a full stop and the body, in hex. */
export function webhookSignature(secret: string, body: string, now: number): string {
  const seconds = Math.floor(now / 1000);
  const digest = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex');
  return `t=${seconds},v1=${digest}`;
}
