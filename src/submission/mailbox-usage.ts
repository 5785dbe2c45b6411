/** What each mailbox has used of its limits: messages a minute, recipients a day, connections at once. In memory, bounded. */
import type { Clock } from '../lib/clock.ts';
import type { Submitter } from './submitter.ts';

/** A connection that has signed in; only its identity as an object counts. */
export type ConnectionKey = object;

interface Usage {
  /** Token bucket: messages that may go at once, and when that was true. */
  tokens: number;
  filledAt: number;
  /** Recipients by hour of the last day. */
  readonly recipientsByHour: Map<number, number>;
  /** In the order of their sign-in. */
  readonly connections: Set<ConnectionKey>;
}

const hourMs = 3_600_000;
const dayHours = 24;
/** Mailboxes without a connection that are remembered; beyond it the longest silent one is forgotten and read back when it returns. */
const maximumMailboxes = 50_000;

export class MailboxUsage {
  readonly #usage = new Map<string, Usage>();
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Counts a connection in. */
  async signedIn(submitter: Submitter, key: ConnectionKey, recipientsLastDay: () => Promise<number>): Promise<void> {
    (await this.#of(submitter, recipientsLastDay)).connections.add(key);
  }

  /** Remembers a mailbox that sends without a connection. `recipientsLastDay` is asked only where nothing is remembered yet. */
  async remember(submitter: Submitter, recipientsLastDay: () => Promise<number>): Promise<void> {
    await this.#of(submitter, recipientsLastDay);
  }

  signedOut(submitter: Submitter, key: ConnectionKey): void {
    this.#usage.get(submitter.userId)?.connections.delete(key);
  }

  /** Whether the connection is one of those that may send at once: the first so many that signed in. */
  mayBeConnected(submitter: Submitter, key: ConnectionKey): boolean {
    const limit = submitter.limits.concurrentConnections;
    const connections = this.#usage.get(submitter.userId)?.connections;
    if (limit === 0 || connections === undefined || connections.size <= limit) return true;
    return connections
      .values()
      .take(limit)
      .some((one) => one === key);
  }

  /** Whether `recipients` more still fit into the day. */
  mayReach(submitter: Submitter, recipients: number): boolean {
    const limit = submitter.limits.recipientsPerDay;
    if (limit === 0) return true;
    const usage = this.#usage.get(submitter.userId);
    return (usage === undefined ? 0 : this.#sentLastDay(usage)) + recipients <= limit;
  }

  /** Takes a place in the minute; how many milliseconds to wait for it. */
  takePlace(submitter: Submitter): number {
    const rate = submitter.limits.messagesPerMinute;
    const usage = this.#usage.get(submitter.userId);
    if (rate === 0 || usage === undefined) return 0;
    const now = this.#clock();
    usage.tokens = Math.min(rate, usage.tokens + ((now - usage.filledAt) * rate) / 60_000) - 1;
    usage.filledAt = now;
    return usage.tokens >= 0 ? 0 : Math.ceil((-usage.tokens * 60_000) / rate);
  }

  /** Gives back a place that was not used. */
  giveBackPlace(submitter: Submitter): void {
    const usage = this.#usage.get(submitter.userId);
    if (usage !== undefined) usage.tokens += 1;
  }

  countRecipients(submitter: Submitter, recipients: number): void {
    const usage = this.#usage.get(submitter.userId);
    if (usage === undefined) return;
    this.#sentLastDay(usage);
    const hour = Math.floor(this.#clock() / hourMs);
    usage.recipientsByHour.set(hour, (usage.recipientsByHour.get(hour) ?? 0) + recipients);
  }

  /** Recipients of the last day; hours before it are forgotten. */
  #sentLastDay({ recipientsByHour }: Usage): number {
    const oldest = Math.floor(this.#clock() / hourMs) - dayHours;
    let sent = 0;
    for (const [hour, count] of recipientsByHour) {
      if (hour <= oldest) recipientsByHour.delete(hour);
      else sent += count;
    }
    return sent;
  }

  async #of(submitter: Submitter, recipientsLastDay: () => Promise<number>): Promise<Usage> {
    const known = this.#usage.get(submitter.userId);
    if (known !== undefined) return known;
    const past = submitter.limits.recipientsPerDay === 0 ? 0 : await recipientsLastDay();
    return this.#usage.get(submitter.userId) ?? this.#create(submitter, past);
  }

  #create(submitter: Submitter, recipientsLastDay: number): Usage {
    const now = this.#clock();
    const usage: Usage = {
      tokens: submitter.limits.messagesPerMinute,
      filledAt: now,
      recipientsByHour: new Map([[Math.floor(now / hourMs), recipientsLastDay]]),
      connections: new Set(),
    };
    if (this.#usage.size >= maximumMailboxes) this.#forgetOne();
    this.#usage.set(submitter.userId, usage);
    return usage;
  }

  #forgetOne(): void {
    for (const [userId, { connections }] of this.#usage) {
      if (connections.size > 0) continue;
      this.#usage.delete(userId);
      return;
    }
  }
}
