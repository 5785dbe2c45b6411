/** What a mailbox has used of its limits, under a clock that is set by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MailboxUsage } from './mailbox-usage.ts';
import type { MailboxLimits, Submitter } from './submitter.ts';

const hour = 3_600_000;

function usageAt(at: number) {
  const it = { at };
  return Object.assign(it, { usage: new MailboxUsage(() => it.at) });
}

function submitter(limits: Partial<MailboxLimits> = {}): Submitter {
  return {
    tenantId: 't',
    userId: 'u',
    rights: { primary: 'u@x.example', aliases: [], sendFromAlias: true, sendAs: [] },
    restriction: null,
    limits: {
      messagesPerMinute: 30,
      overMessageRate: 'delay',
      recipientsPerDay: 10,
      concurrentConnections: 3,
      recipientsPerMessage: 500,
      messageSizeBytes: 1000,
      ...limits,
    },
    sentItemsDays: 0,
  };
}

test('recipients count for a day, also where nothing was accepted since', async () => {
  const it = usageAt(100 * hour);
  const mailbox = submitter();
  await it.usage.remember(mailbox, async () => 0);
  it.usage.countRecipients(mailbox, 6);
  it.at += 2 * hour;
  it.usage.countRecipients(mailbox, 4);
  assert.equal(it.usage.mayReach(mailbox, 1), false);
  it.at += 21 * hour;
  assert.equal(it.usage.mayReach(mailbox, 1), false);
  it.at += hour;
  assert.deepEqual([it.usage.mayReach(mailbox, 6), it.usage.mayReach(mailbox, 7)], [true, false]);
  it.at += 240 * hour;
  assert.equal(it.usage.mayReach(mailbox, 10), true);
});

test('what was sent before the mailbox was remembered counts, and is forgotten a day later', async () => {
  const it = usageAt(100 * hour);
  const mailbox = submitter();
  await it.usage.remember(mailbox, async () => 10);
  assert.equal(it.usage.mayReach(mailbox, 1), false);
  it.at += 24 * hour;
  assert.equal(it.usage.mayReach(mailbox, 10), true);
});

test('a message over the rate waits for its place, and a place that is given back is there again', async () => {
  const it = usageAt(0);
  const mailbox = submitter({ messagesPerMinute: 2 });
  await it.usage.remember(mailbox, async () => 0);
  const waits = [1, 2, 3].map(() => it.usage.takePlace(mailbox));
  assert.deepEqual(waits, [0, 0, 30_000]);
  it.usage.giveBackPlace(mailbox);
  it.at = 30_000;
  assert.equal(it.usage.takePlace(mailbox), 0);
});

test('the connections that signed in first may send, and another one when they have gone', async () => {
  const { usage } = usageAt(0);
  const mailbox = submitter({ concurrentConnections: 1 });
  const [one, two] = [{}, {}];
  await usage.signedIn(mailbox, one, async () => 0);
  await usage.signedIn(mailbox, two, async () => 0);
  assert.deepEqual([usage.mayBeConnected(mailbox, one), usage.mayBeConnected(mailbox, two)], [true, false]);
  usage.signedOut(mailbox, one);
  assert.equal(usage.mayBeConnected(mailbox, two), true);
});
