/**
 * On a live service, through the wire and the admin API: the plan names the gate that shuts, the fix makes a client send that was
 * refused, and undo restores every value to the octet. All combinations of the origin article's controls; of the rest, each
 * value of each control beside each of every other one.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatPlan } from '../../src/cli/format-plan.ts';
import { applyPlan } from '../../src/doctor/fix/apply-plan.ts';
import type { KeptFix } from '../../src/doctor/fix/kept-fix.ts';
import { prepareFix } from '../../src/doctor/fix/prepare-fix.ts';
import { undoFix } from '../../src/doctor/fix/undo-fix.ts';
import { posternProvider } from '../../src/doctor/providers/postern/postern-provider.ts';
import type { RecordedAttempt, TenantProvider } from '../../src/doctor/providers/tenant-provider.ts';
import { replies } from '../../src/smtp/replies.ts';
import { type DoctorHouse, devicePassword, doctorHouse } from '../fixtures/doctor-house.ts';
import { allOf, pairwise } from '../fixtures/pairwise.ts';

interface Illness {
  readonly tenant: object;
  readonly user: object;
}

const device = { mechanism: 'LOGIN', credential: 'password' } as const;

async function heal(house: DoctorHouse, { tenant, user: settings }: Illness, asIs: boolean): Promise<number> {
  const title = JSON.stringify({ tenant, settings, asIs });
  const { domain, user } = await house.patient(tenant, settings);
  const refusal = await house.send(user);
  const before = house.storedSettings();
  const provider = posternProvider(house.door, domain);
  const prepared = await prepareFix(provider, user, { ...device, asIs }, Date.now());
  const { plan } = prepared;
  assert.equal(plan.before.allowed, refusal === null, title);
  if (plan.before.allowed) return 0;
  // The same gate, by the decision, by the wire and by the log.
  assert.ok(refusal?.includes(replies[plan.before.reply].text.split('{')[0] ?? ''), `${title}: ${refusal}`);
  assert.equal(prepared.lastAttempt?.gate, plan.before.gate, title);
  assert.ok(plan.after.allowed, title);
  const kept: KeptFix[] = [];
  const keep = async (fix: KeptFix): Promise<void> => void kept.push(fix);
  const applied = await applyPlan(provider, prepared, {
    id: 'test',
    now: 1,
    where: 'here',
    apis: null,
    until: null,
    keep,
  });
  assert.ok(applied.kind === 'applied', `${title}: ${JSON.stringify(applied)}`);
  assert.equal(await house.send(user, applied.appPassword ?? devicePassword), null, title);
  assert.ok(!JSON.stringify(kept).includes(applied.appPassword ?? devicePassword), 'no secret is kept');
  const undone = await undoFix(provider, kept.at(-1) ?? assert.fail(), false);
  assert.ok(undone.done, `${title}: ${JSON.stringify(undone)}`);
  assert.deepEqual(house.storedSettings(), before, title);
  assert.equal(withoutId(await house.send(user)), withoutId(refusal), title);
  return plan.steps.length;
}

/** A reply without the id of its session. */
const withoutId = (reply: string | null) => reply?.replace(/\s*\[[^\]]*\]$/, '');

const origin = {
  securityDefaults: [false, true],
  mailboxSmtpAuth: ['on', 'off', 'inherit'],
  smtpAuth: ['on', null],
  perUserMfa: ['disabled', 'enforced'],
} as const;

test("all combinations of the origin article's controls", async (t) => {
  const house = await doctorHouse(t);
  let longest = 0;
  for (const [index, { mailboxSmtpAuth, perUserMfa, ...tenant }] of allOf(origin).entries()) {
    const user = { perUserMfa, ...(mailboxSmtpAuth === 'inherit' && index % 2 === 0 ? {} : { mailboxSmtpAuth }) };
    longest = Math.max(longest, await heal(house, { tenant, user }, index % 3 === 0));
  }
  assert.equal(longest, 3);
});

const legacy = { id: '3c1d6f0a-58a7-4d0e-9d55-0f6b7a2e4c11', name: 'No legacy', state: 'enabled' };
const block = { name: 'Block', allowBasicAuthSmtp: false };
const allow = { name: 'Allow', allowBasicAuthSmtp: true };

const everything = {
  entra: [
    {},
    { securityDefaults: true },
    { conditionalAccessPolicies: [legacy] },
    {
      conditionalAccessPolicies: [
        { name: 'MFA', state: 'enabled', grant: 'mfa', blockedRanges: ['127.0.0.0/8'] },
        legacy,
      ],
    },
  ],
  policy: [
    [{}, {}],
    [{ authenticationPolicies: [block], defaultAuthenticationPolicy: 'Block' }, {}],
    [{ authenticationPolicies: [block, allow], defaultAuthenticationPolicy: 'Block' }, {}],
    [
      { authenticationPolicies: [allow, block], defaultAuthenticationPolicy: 'Allow' },
      { authenticationPolicy: 'Block' },
    ],
  ],
  basicAuthentication: [null, 'retired'],
  smtpAuth: ['on', 'off'],
  mailboxSmtpAuth: [null, 'inherit', 'off'],
  perUserMfa: [null, 'enabled', 'enforced'],
  accountEnabled: [null, false],
  passwordExpired: [null, true],
  licensed: [true, false],
  simulatedFailure: [null, 'temporaryServerError'],
} as const;

test('each value of each control beside each of every other one', async (t) => {
  const house = await doctorHouse(t);
  let healed = 0;
  for (const [index, combination] of pairwise(everything).entries()) {
    const { entra, policy, basicAuthentication, smtpAuth, ...user } = combination;
    const illness = {
      tenant: { ...entra, ...policy[0], basicAuthentication, smtpAuth },
      user: { ...policy[1], ...user },
    };
    if ((await heal(house, illness, index % 2 === 0)) > 0) healed += 1;
  }
  assert.ok(healed >= 15, String(healed));
});

test('a lock that was met just now is in the way; what could not be read leaves open whether anything is', async (t) => {
  const house = await doctorHouse(t);
  const { domain, user } = await house.patient({ smtpAuth: 'on' }, {});
  const provider = posternProvider(house.door, domain);
  const now = Date.now();
  const refused: RecordedAttempt = {
    at: now - 1000,
    userPrincipalName: user,
    address: '192.0.2.1',
    mechanism: 'LOGIN',
    tls: 'TLSv1.3',
    endpoint: 'submission',
    outcome: 'refused',
    gate: 'smart-lockout',
    errorCode: null,
    credential: null,
  };
  const planned = (changed: Partial<TenantProvider>, at = now) =>
    prepareFix({ ...provider, ...changed }, user, { ...device, asIs: false }, at);
  const signIns = async () => ({ known: true, value: [refused], evidence: '', setBy: null, setAt: null }) as const;
  const locked = await planned({ signIns });
  assert.deepEqual(
    locked.steps.map(({ gate }) => gate),
    ['smart-lockout'],
  );
  assert.match(formatPlan(locked, 'en'), /wait/);
  assert.ok((await planned({ signIns }, now + 3_600_000)).plan.before.allowed, 'it is over');

  const because = { kind: 'permission', permission: 'a role that reads security defaults' } as const;
  const unread = await planned({
    readTenant: async () => {
      const reading = await provider.readTenant();
      return { ...reading, controls: { ...reading.controls, securityDefaults: { known: false, because } } };
    },
  });
  assert.deepEqual(
    unread.unread.map(({ name }) => name),
    ['securityDefaults'],
  );
  assert.match(formatPlan(unread, 'en'), /is not known: securityDefaults could not be read/);
  assert.doesNotMatch(formatPlan(unread, 'en'), /Nothing is in the way/);
});
