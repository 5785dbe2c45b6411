/** An accepted message: what has become of it, in order, and what an operator may still do to it. Pure. */
import type { AnswerOf } from '../../api/routes.ts';

export type Message = AnswerOf<'GET /messages/{id}'>['message'];
export type Recipient = Message['recipients'][number];
export type StateName = Recipient['state']['name'];

/** From the worst to the best: a message is shown in the worst state of its recipients. */
export const stateNames = [
  'dead',
  'bounced',
  'uncertain',
  'deferred',
  'held',
  'delivering',
  'queued',
  'cancelled',
  'delivered',
] as const satisfies readonly StateName[];

export const queueActions = ['retry', 'hold', 'release', 'cancel'] as const;
export type QueueAction = (typeof queueActions)[number];

const legalFrom: Readonly<Record<QueueAction, readonly StateName[]>> = {
  retry: ['queued', 'deferred', 'uncertain', 'dead'],
  hold: ['queued', 'deferred', 'uncertain'],
  release: ['held'],
  cancel: ['queued', 'deferred', 'uncertain', 'held', 'dead'],
};

/** Whether an action would change anything of a message; the service has the last word. */
export function isOpenTo(action: QueueAction, { recipients }: Message): boolean {
  return recipients.some(({ state }) => legalFrom[action].includes(state.name));
}

/** The worst state of its recipients. */
export function stateOf({ recipients }: Message): StateName {
  return stateNames.find((name) => recipients.some(({ state }) => state.name === name)) ?? 'delivered';
}

/** Something that happened to a message, or will. */
export interface TimelineEvent {
  readonly kind: 'accepted' | 'next-attempt' | StateName;
  readonly at: number;
  /** Whom it concerns; empty: the whole message. */
  readonly recipients: readonly string[];
  /** The upstream's words; empty: there are none. */
  readonly text: string;
  readonly connector: string;
  /** Who did it; empty: the service. */
  readonly by: string;
  /** The report that went to the submitter; null: none. */
  readonly bounceId: string | null;
}

const plain = { recipients: [], text: '', connector: '', by: '', bounceId: null };

/** Oldest first; recipients that got the same answer at the same time stand together. */
export function timelineOf(message: Message): TimelineEvent[] {
  const events = new Map<string, TimelineEvent>();
  for (const { address, state } of message.recipients)
    for (const event of eventsOf(state)) {
      const { kind, at, text, connector, by } = event;
      const key = JSON.stringify([kind, at, text, connector, by]);
      const same = events.get(key);
      events.set(key, { ...event, recipients: [...(same?.recipients ?? []), address] });
    }
  const accepted: TimelineEvent = { ...plain, kind: 'accepted', at: message.acceptedAt };
  return [accepted, ...events.values()].toSorted((one, other) => one.at - other.at);
}

function eventsOf(state: Recipient['state']): TimelineEvent[] {
  const { name, answer, nextAttemptAt, at, by = '', bounceId = null } = state;
  const events: TimelineEvent[] = [];
  if (answer !== undefined)
    events.push({ ...plain, kind: name, at: answer.at, text: answer.text, connector: answer.connector, bounceId });
  else if (at !== undefined) events.push({ ...plain, kind: name, at, by });
  if (nextAttemptAt !== undefined) events.push({ ...plain, kind: 'next-attempt', at: nextAttemptAt });
  return events;
}
