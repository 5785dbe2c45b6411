/** How it goes with each connector since the start: when it last delivered, when and how it last failed, since when it fails. */
import type { Clock } from '../lib/clock.ts';
import { redactText } from '../observability/redact.ts';
import type { DeliveryOutcome } from '../queue/delivery-outcome.ts';
import type { Lease } from '../queue/queue-store.ts';
import type { Connector } from './deliver.ts';

export interface ConnectorRecord {
  readonly name: string;
  readonly lastSuccessAt: number | null;
  /** The last attempt in which nobody was delivered to. `text`: the upstream's words, without secrets and without people. */
  readonly lastFailure: { readonly at: number; readonly text: string } | null;
  /** Since when every attempt has failed for now; null: it works, or was not asked since the start. */
  readonly failingSince: number | null;
}

export interface ConnectorRecords {
  all(): readonly ConnectorRecord[];
  /** The same connector, which is written down from now on. */
  of(connector: Connector): Connector;
}

/** What is looked at of an upstream's words, and what is shown. */
const readWords = 500;
const longestWords = 200;

export function createConnectorRecords(clock: Clock): ConnectorRecords {
  const records = new Map<string, ConnectorRecord>();
  return {
    all: () => [...records.values()],
    of(connector) {
      const { name } = connector;
      records.set(name, { name, lastSuccessAt: null, lastFailure: null, failingSince: null });
      const note = (outcomes: readonly DeliveryOutcome[], lease: Lease) => {
        const before = records.get(name);
        if (before !== undefined) records.set(name, afterAttempt(before, outcomes, lease, clock()));
      };
      return {
        ...connector,
        async deliver(lease) {
          try {
            const outcomes = await connector.deliver(lease);
            note(outcomes, lease);
            return outcomes;
          } catch (error) {
            note([{ kind: 'temporary', connector: name, text: 'internal error' }], lease);
            throw error;
          }
        },
      };
    },
  };
}

function afterAttempt(
  before: ConnectorRecord,
  outcomes: readonly DeliveryOutcome[],
  lease: Lease,
  at: number,
): ConnectorRecord {
  if (outcomes.some(({ kind }) => kind === 'delivered')) return { ...before, lastSuccessAt: at, failingSince: null };
  const place = Math.max(
    0,
    outcomes.findIndex(({ kind }) => kind !== 'permanent'),
  );
  const outcome = outcomes[place];
  if (outcome === undefined) return before;
  const people = [lease.recipients[place]?.recipient.address ?? '', lease.message.envelope.reversePath];
  return {
    ...before,
    lastFailure: { at, text: wordsWithoutPeople(outcome.text, people) },
    // Who refuses for good has answered: it is about the mail, not about the way.
    failingSince: outcome.kind === 'permanent' ? null : (before.failingSince ?? at),
  };
}

/** Of these `people` not even the part before the `@`, which an upstream may say alone; the code in front stays. */
export function wordsWithoutPeople(text: string, people: readonly string[]): string {
  const code = /^\d{3}(?: \d\.\d{1,3}\.\d{1,3})?(?= |$)/.exec(text)?.[0] ?? '';
  let words = redactText(text.slice(code.length, readWords)).replace(
    /<[^<>\s]*@[^<>]*>|[^\s<>"'(),;:=]+@[^\s<>"'(),;]+/g,
    '[address]',
  );
  for (const address of people) {
    const localPart = address.slice(0, Math.max(0, address.lastIndexOf('@')));
    if (localPart.length > 0) words = words.replace(wordOf(localPart), '[address]');
  }
  return `${code}${words.replace(/\p{Cc}/gu, ' ')}`.slice(0, longestWords);
}

function wordOf(localPart: string): RegExp {
  const escaped = localPart.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, 'giu');
}
