/** A tenant as an administrator meets it on a working day: people and devices, a month of mail, some of it in trouble. */
import type { TestContext } from 'node:test';
import { createTransport } from 'nodemailer';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { type Administration, createAdministration } from '../../src/administration/administration.ts';
import type { Tenant, User } from '../../src/directory/nouns.ts';
import type { TenantSettings, UserSettings } from '../../src/directory/settings.ts';
import { systemClock } from '../../src/lib/clock.ts';
import { newGuid, newId } from '../../src/lib/id.ts';
import type { RecipientState } from '../../src/queue/message-state.ts';
import type { StateChange } from '../../src/queue/queue-store.ts';
import { hashPassword } from '../../src/sign-in/credentials/password-hash.ts';
import type { Store } from '../../src/store/open-store.ts';
import { openBrowser } from '../browser/open-browser.ts';
import { givePassword } from '../browser/person-at-browser.ts';
import { acceptedMessage } from '../fixtures/accepted-message.ts';
import { eventually } from '../fixtures/eventually.ts';
import { request as byTest, password } from '../fixtures/house-with-people.ts';
import { runningService } from '../fixtures/running-service.ts';
import { signInRecord } from '../fixtures/sign-in-record.ts';

const hour = 3_600_000;
const domain = 'contoso.example';

/** Whoever set the house up. */
const request = { ...byTest, actor: { kind: 'system', id: 'ann', name: `ann.archer@${domain}` } } as const;

interface Device {
  readonly name: string;
  readonly displayName: string;
  readonly address: string;
  /** Messages of a working day; 0: it only tries. */
  readonly perDay: number;
  /** Hours since it was last seen. */
  readonly silentFor?: number;
  readonly settings?: Partial<UserSettings>;
  readonly subjects?: readonly string[];
}

const devices: readonly Device[] = [
  {
    name: 'frontdesk',
    displayName: 'Front desk printer',
    address: '192.0.2.21',
    perDay: 22,
    subjects: ['Scan from front desk'],
  },
  {
    name: 'warehouse',
    displayName: 'Warehouse scanner',
    address: '192.0.2.34',
    perDay: 41,
    subjects: ['Delivery note', 'Goods received'],
  },
  {
    name: 'nas',
    displayName: 'Backup NAS',
    address: '192.0.2.50',
    perDay: 6,
    subjects: ['Backup finished', 'Disk check passed'],
  },
  {
    name: 'monitoring',
    displayName: 'Monitoring',
    address: '192.0.2.60',
    perDay: 30,
    subjects: ['OK: web-01', 'WARNING: disk on db-02 at 81 %'],
  },
  { name: 'payroll', displayName: 'Payroll application', address: '192.0.2.71', perDay: 9, subjects: ['Your payslip'] },
  { name: 'copier', displayName: 'Copier, second floor', address: '192.0.2.22', perDay: 14, silentFor: 4 * 24 },
  {
    name: 'scanner',
    displayName: 'Scanner, meeting room',
    address: '192.0.2.23',
    perDay: 0,
    settings: { mailboxSmtpAuth: 'off' },
  },
  {
    name: 'ups',
    displayName: 'UPS, server room',
    address: '192.0.2.52',
    perDay: 0,
    settings: { perUserMfa: 'enforced' },
  },
];

const people = [
  'Ann Archer',
  'Boris Klimov',
  'Carol Danvers',
  'Deniz Kaya',
  'Elena Petrova',
  'Farid Haddad',
  'Grace Okafor',
  'Hiro Tanaka',
  'Ines Moreau',
  'Jonas Weber',
];

/** What people and devices are called, and what they write. */
export const words: readonly string[] = [
  'Contoso',
  'Scan',
  // The listener and the connector.
  'submission',
  'capture',
  ...people,
  ...devices.flatMap(({ displayName, subjects = [] }) => [displayName, ...subjects]),
];

export interface LivelyHouse {
  readonly url: string;
  /** Somebody who may see all, at `path` of the centre. */
  visit(path: string, options?: BrowserContextOptions): Promise<Page>;
  /** A device tries to send now; answers the id of the session that was refused, or of the message. */
  send(name: string): Promise<string>;
  /** The id of the newest entry of the audit log. */
  newestChange(): Promise<string>;
}

/** `days`: how far back what happened goes. */
export async function livelyHouse(
  t: TestContext,
  { days = 30 }: { readonly days?: number } = {},
): Promise<LivelyHouse> {
  const submission = {
    name: 'submission',
    address: '127.0.0.1',
    port: 0,
    tarpitSeconds: 0,
    clearTextNetworks: ['127.0.0.0/8'],
  };
  const service = await runningService(t, { listeners: [submission] }, null, (store) => fill(store, days));
  const browser = await openBrowser(t);
  const url = service.httpUrl.replace('127.0.0.1', 'localhost');
  return {
    url,
    async visit(path, options = {}) {
      const page = await (await browser.newContext({ locale: 'en-GB', ...options })).newPage();
      page.setDefaultTimeout(30_000);
      await page.goto(`${url}/centre${path}`);
      await page.waitForURL('**/sign-in/**');
      await givePassword(page, `ann.archer@${domain}`);
      await page.waitForURL(`${url}/centre${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      return page;
    },
    async newestChange() {
      const [entry] = await service.store.auditLog.list({ tenantId: null, limit: 1 });
      return entry?.id ?? '';
    },
    async send(name) {
      const user = `${name}@${domain}`;
      const port = service.listeners[0]?.port ?? 0;
      const transport = createTransport({ host: '127.0.0.1', port, ignoreTLS: true, auth: { user, pass: password } });
      const said = await transport
        .sendMail({ from: user, to: 'office@fabrikam.example', subject: 'Scan', text: 'A page' })
        .then(
          ({ response }) => response,
          (error: Error) => error.message,
        );
      return /[0-9A-F]{16}/.exec(said)?.[0] ?? said;
    },
  };
}

const ofTenant: Partial<TenantSettings> = {
  administratorMfa: 'off',
  smtpAuth: 'on',
  recipientsPerDay: 0,
  messagesPerMinute: 0,
};

async function fill(store: Store, days: number): Promise<void> {
  const administration = createAdministration(store, { clock: systemClock, newGuid });
  const tenant = await administration.tenants.add(request, { domain, displayName: 'Contoso' });
  await administration.settings.changeOfTenant(request, tenant, ofTenant);
  const verifiers = { password: await hashPassword(password), scram: null };
  for (const displayName of people) {
    const name = displayName.toLowerCase().replace(' ', '.');
    const user = await administration.users.add(request, {
      tenantId: tenant.id,
      userPrincipalName: `${name}@${domain}`,
      displayName,
      verifiers,
    });
    if (name === 'ann.archer') await appoint(administration, tenant, user);
  }
  for (const device of devices) {
    const { name, displayName, settings = {} } = device;
    const user = await administration.users.add(request, {
      tenantId: tenant.id,
      userPrincipalName: `${name}@${domain}`,
      displayName,
      verifiers,
    });
    await administration.settings.changeOfUser(request, user, settings);
    await remember(store, user, device, days);
  }
}

async function appoint(
  { roles }: Administration,
  { id: tenantId }: Tenant,
  { id, userPrincipalName: name }: User,
): Promise<void> {
  for (const role of ['global-administrator', 'platform-operator'] as const)
    await roles.assign(request, { tenantId, principalId: id, role }, { kind: 'user', id, name });
}

/** What the device did until now: the same each time, so that pictures can be compared. */
async function remember(store: Store, user: User, device: Device, days: number): Promise<void> {
  const { perDay, silentFor = 0, address, subjects = ['Scan'] } = device;
  const now = Date.now();
  const changes: StateChange[] = [];
  let count = 0;
  for (let at = now - (days - 1) * 24 * hour; at < now - silentFor * hour; at += hour) {
    const busy = busyness(at);
    const share = (perDay / 10) * busy + ((count * 7) % 10) / 10;
    for (let n = 0; n < Math.floor(share); n += 1) {
      const accepted = at + n * 60_000;
      changes.push(
        await accept(store, user, {
          at: accepted,
          subject: subjects[count % subjects.length] ?? '',
          fails: count % 400 === 399,
        }),
      );
      store.signInLog.record(record(user, address, accepted, true));
      count += 1;
    }
    if (perDay === 0 && busy > 0.5 && at > now - 40 * hour) store.signInLog.record(record(user, address, at, false));
    count += 1;
  }
  await settle(store, changes);
}

/** From 0 at night to 1 at noon; weekends are quiet. */
function busyness(at: number): number {
  const date = new Date(at);
  const weekday = date.getUTCDay() % 6 === 0 ? 0.5 : 1;
  return weekday * Math.max(0.08, Math.sin(((date.getUTCHours() - 5) / 14) * Math.PI));
}

function record(
  { id: userId, tenantId, userPrincipalName: login }: User,
  address: string,
  at: number,
  isAllowed: boolean,
) {
  const refused = { outcome: 'refused', gate: 'smtp-auth', reply: 'smtpAuthDisabledForMailbox', errorCode: 0 } as const;
  const facts = { id: newGuid(), sessionId: newId(), tenantId, userId, login, address, at };
  return signInRecord(isAllowed ? facts : { ...facts, ...refused });
}

interface Mail {
  readonly at: number;
  readonly subject: string;
  readonly fails: boolean;
}

/** Keeps a message as accepted at a moment that is past; what became of it then. */
async function accept(store: Store, user: User, { at, subject, fails }: Mail): Promise<StateChange> {
  const message = acceptedMessage({
    tenantId: user.tenantId,
    userId: user.id,
    acceptedAt: at,
    subject,
    to: ['office@fabrikam.example'],
    envelope: { reversePath: user.userPrincipalName },
  });
  const body = store.spool.open();
  await body.write(Buffer.from(`Subject: ${subject}\r\nFrom: ${user.userPrincipalName}\r\n\r\nA page\r\n`));
  await body.commit(message, Buffer.alloc(0));
  const answer = { at: at + 800, connector: 'capture', text: fails ? '550 5.1.1 No such mailbox' : '250 2.0.0 Kept' };
  const state: RecipientState = fails ? { name: 'dead', answer } : { name: 'delivered', answer };
  return { messageId: message.id, ordinal: 0, attempts: 1, from: 'queued', state, at: at + 800 };
}

/** Messages become visible to the queue a little later than they are kept. */
async function settle(store: Store, changes: readonly StateChange[]): Promise<void> {
  const last = changes.at(-1);
  if (last === undefined) return;
  await eventually(async () => (await store.queue.find(last.messageId)) !== null);
  for (let from = 0; from < changes.length; from += 200) await store.queue.change(changes.slice(from, from + 200));
}
