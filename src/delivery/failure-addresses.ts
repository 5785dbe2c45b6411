/** Addresses of the sandbox that ask for a failure, so that one can see what a failure looks like. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeliveryOutcome } from '../queue/delivery-outcome.ts';
import type { Lease } from '../queue/queue-store.ts';

export type FailureAsked =
  | { readonly kind: 'temporary' | 'permanent'; readonly text: string }
  | { readonly kind: 'slow'; readonly delayMs: number }
  /** The answer is lost. */
  | { readonly kind: 'drop' };

type Deliver = (lease: Lease) => Promise<readonly DeliveryOutcome[]>;

const connector = 'failure-address';
const slowSeconds = 10;
/** Far below the time of a lease, so that nobody else takes the recipient on meanwhile. */
const longestSlowSeconds = 120;

/** What the local part of `address` asks for; null: nothing. */
export function failureAsked(address: string): FailureAsked | null {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase();
  if (local === 'drop') return { kind: 'drop' };
  if (/^[45]\d\d$/.test(local)) {
    const kind = local.startsWith('4') ? 'temporary' : 'permanent';
    return { kind, text: `${local} ${local.charAt(0)}.0.0 The address asked for this reply` };
  }
  const slow = /^slow(?:-(\d{1,3}))?$/.exec(local);
  if (slow === null) return null;
  const seconds = slow[1] === undefined ? slowSeconds : Number(slow[1]);
  return seconds > longestSlowSeconds ? null : { kind: 'slow', delayMs: seconds * 1000 };
}

/** `deliver`, but a recipient that asks for a failure gets it. `stopping` cuts short what is slow; `wait` is for tests. */
export function withFailureAddresses(
  deliver: Deliver,
  stopping: AbortSignal,
  wait: (delayMs: number, signal: AbortSignal) => Promise<void> = waitUnlessStopped,
): Deliver {
  return async (lease) => {
    const asked = lease.recipients.map(({ recipient }) => failureAsked(recipient.address));
    const delayMs = Math.max(0, ...asked.map((one) => (one?.kind === 'slow' ? one.delayMs : 0)));
    if (delayMs > 0) await wait(delayMs, stopping);
    const failed = asked.map((one) => (one === null ? null : outcomeAsked(one)));
    const recipients = lease.recipients.filter((_, index) => failed[index] === null);
    const delivered = (recipients.length === 0 ? [] : await deliver({ ...lease, recipients })).values();
    return failed.map((outcome) => outcome ?? delivered.next().value ?? noOutcome);
  };
}

const noOutcome: DeliveryOutcome = { kind: 'temporary', connector: '', text: 'no outcome' };

/** Null: it is delivered. */
function outcomeAsked(asked: FailureAsked): DeliveryOutcome | null {
  if (asked.kind === 'slow') return null;
  if (asked.kind === 'drop') {
    return { kind: 'uncertain', connector, text: 'The address asked for the answer to be lost' };
  }
  return { kind: asked.kind, connector, text: asked.text };
}

async function waitUnlessStopped(delayMs: number, signal: AbortSignal): Promise<void> {
  await sleep(delayMs, undefined, { signal }).catch(() => undefined);
}
