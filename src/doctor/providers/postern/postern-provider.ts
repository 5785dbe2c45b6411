/** The settings of a tenant on Postern, over its admin API: on this machine or elsewhere, as whoever calls. */
import type { InForce } from '../../../directory/settings.ts';
import { tenantSettings, userSettings } from '../../../directory/settings.ts';
import type { Attempt, Credential } from '../../../sign-in/attempt.ts';
import type { SignInRecord } from '../../../sign-in/sign-in-log.ts';
import type { Hole, Read, TenantReading, UserReading } from '../../tenant/tenant-reading.ts';
import type { RawValue, RecordedAttempt, SettingRef, TenantProvider, WriteResult } from '../tenant-provider.ts';
import { type AdminApi, at, holeOf, statusOf } from './admin-api.ts';
import { appPasswordMaker } from './app-passwords.ts';
import { readApplications, trusteesOf } from './read-applications.ts';

/** Entries of one page of a list. */
const pageSize = 1000;

interface Shown {
  readonly settings: Readonly<Record<string, InForce<unknown>>>;
}
interface ShownTenant extends Shown {
  readonly tenant: TenantReading['tenant'];
}
interface ShownUser extends Shown {
  readonly user: { readonly id: string; readonly tenantId: string; readonly userPrincipalName: string };
}

/** `tenant`: its id or domain. */
export function posternProvider(api: AdminApi, tenant: string): TenantProvider {
  const pathOf = ({ user }: SettingRef): string => (user === null ? at`/tenants/${tenant}` : at`/users/${user}`);
  return {
    kind: 'postern',
    whose: 'postern',
    name: 'Postern',
    readTenant: () => readTenant(api, tenant),
    readUser: (name) => readUser(api, name),
    signIns: (search) => known(async () => readSignIns(api, tenant, search), 'GET /sign-ins'),
    // No way here is for recipients of the tenant alone.
    recipients: null,
    applications: (search) => known(() => readApplications(api, tenant, search), 'GET /applications'),
    async maySendAs({ id, userPrincipalName }, address) {
      const trustees = await trusteesOf(api, address, 'SendAs');
      if (!trustees.known) return trustees;
      return {
        ...trustees,
        value: [id, userPrincipalName].some((name) => trustees.value.includes(name.toLowerCase())),
      };
    },
    async snapshot(setting) {
      return await snapshot(api, pathOf(setting), setting.name).catch(unknownBecause);
    },
    putsBack: true,
    isSettable: () => true,
    // A value is as the API has it; what is not set is null.
    rawOf: (_setting, value) => value as RawValue,
    isStill: (_setting, { present, expected }) => JSON.stringify(present) === JSON.stringify(expected),
    write: (setting, value, expected, { until }) =>
      write(api, { path: pathOf(setting), name: setting.name, value, expected, until }),
    appPasswords: appPasswordMaker(api),
  };
}

async function readTenant(api: AdminApi, tenant: string): Promise<TenantReading> {
  const shown = await api.call<ShownTenant>('GET', at`/tenants/${tenant}`);
  const { id, domain, displayName } = shown.tenant;
  return {
    tenant: { id, domain, displayName },
    controls: readingsOf(tenantSettings, shown.settings, domain) as TenantReading['controls'],
    users: await known(
      async () => (await api.call<{ users: number }>('GET', at`/users/count?tenant=${tenant}`)).users,
      'GET /users/count',
    ),
  };
}

async function readUser(api: AdminApi, name: string): Promise<UserReading | null> {
  const shown = await api.call<ShownUser>('GET', at`/users/${name}`).catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });
  if (shown === null) return null;
  const { id, userPrincipalName } = shown.user;
  const methods = async () => {
    const found = await api.call<{ methods: readonly { readonly kind: string }[] }>('GET', at`/users/${id}/methods`);
    // Recovery codes stand in for a method; they are none.
    return found.methods.map(({ kind }) => kind).filter((kind) => kind !== 'recovery-codes');
  };
  const settings = readingsOf(userSettings, shown.settings, userPrincipalName);
  const mfaMethods = await known(methods, 'GET /users/{user}/methods');
  return {
    id,
    userPrincipalName,
    controls: { ...settings, mfaMethods } as UserReading['controls'],
    // A mailbox tells who may send as it; whom a user may send as stands in no list.
    sendAs: { known: false, because: { kind: 'not-offered' } },
  };
}

/** What is left out of the answer, the caller may not read. */
function readingsOf(
  table: Readonly<Record<string, { readonly area: string }>>,
  settings: Shown['settings'],
  subject: string,
): Record<string, Read<unknown>> {
  const readings = Object.entries(table).map(([name, { area }]): [string, Read<unknown>] => {
    const inForce = settings[name];
    if (inForce === undefined) {
      return [name, { known: false, because: { kind: 'permission', permission: `a role that reads ${area}` } }];
    }
    const evidence = `${subject}: ${name} = ${JSON.stringify(inForce.value)}`;
    return [name, { known: true, value: inForce.value, evidence, setBy: inForce.setBy, setAt: inForce.setAt }];
  });
  return Object.fromEntries(readings);
}

async function readSignIns(
  api: AdminApi,
  tenant: string,
  { sinceMs, user, limit }: Parameters<TenantProvider['signIns']>[0],
): Promise<readonly RecordedAttempt[]> {
  const found: RecordedAttempt[] = [];
  for (let olderThan = ''; found.length < limit; ) {
    const from = at`&from=${new Date(sinceMs).toISOString()}`;
    const more = `${user === undefined ? '' : at`&user=${user}`}${olderThan === '' ? '' : at`&olderThan=${olderThan}`}`;
    const path = `${at`/sign-ins?tenant=${tenant}`}&kind=smtp${from}${more}&limit=${Math.min(pageSize, limit)}`;
    const { signIns } = await api.call<{ signIns: readonly SignInRecord[] }>('GET', path);
    found.push(...signIns.flatMap(attemptOf));
    olderThan = signIns.at(-1)?.id ?? '';
    if (signIns.length < Math.min(pageSize, limit)) break;
  }
  return found.slice(0, limit);
}

const credentialKinds: readonly Credential['kind'][] = ['app-password', 'password', 'token'];

function attemptOf(record: SignInRecord): RecordedAttempt[] {
  if (record.outcome === 'error') return [];
  const { at: when, login, address, mechanism, tls, gate, errorCode, outcome } = record;
  const credential = credentialKinds.find((kind) => record.credential.startsWith(kind)) ?? null;
  const atTls = record.trace.find((entry) => entry.gate === 'tls-version')?.because.key ?? '';
  // Only the door for old clients asks what the organization has chosen.
  const endpoint: Attempt['endpoint'] = atTls.startsWith('gate.tls-version.organization') ? 'legacy-tls' : 'submission';
  const same = { address, mechanism, tls, endpoint, outcome, gate, errorCode, credential };
  return [{ at: when, userPrincipalName: login, ...same }];
}

async function snapshot(api: AdminApi, path: string, name: string): Promise<Read<RawValue>> {
  const inForce = (await api.call<Shown>('GET', path)).settings[name];
  if (inForce === undefined) return { known: false, because: { kind: 'permission', permission: `read of ${name}` } };
  const { setBy, setAt } = inForce;
  const value = setBy === null ? null : (inForce.value as RawValue);
  return { known: true, value, evidence: `${name} = ${JSON.stringify(value)}`, setBy, setAt };
}

interface Writing {
  readonly path: string;
  readonly name: string;
  readonly value: RawValue;
  readonly expected: RawValue;
  readonly until: number | null;
}

async function write(api: AdminApi, { path, name, value, expected, until }: Writing): Promise<WriteResult> {
  try {
    const present = await snapshot(api, path, name);
    if (!present.known) return { kind: 'not-possible', because: present.because };
    if (JSON.stringify(present.value) !== JSON.stringify(expected)) return { kind: 'changed', present };
    const end = until === null ? {} : { until: new Date(until).toISOString() };
    await api.call('PATCH', `${path}/settings`, {
      settings: { [name]: value },
      expected: { [name]: expected },
      ...end,
    });
    return { kind: 'written' };
  } catch (error) {
    if (statusOf(error) === 409) return whoHolds(api, { path, name, expected }, error);
    return { kind: 'not-possible', because: holeOf(error) };
  }
}

/** Somebody was faster; or else something stands in the way, which the service says. */
async function whoHolds(
  api: AdminApi,
  { path, name, expected }: Pick<Writing, 'path' | 'name' | 'expected'>,
  refusal: unknown,
): Promise<WriteResult> {
  const present = await snapshot(api, path, name).catch(unknownBecause);
  const isOther = present.known && JSON.stringify(present.value) !== JSON.stringify(expected);
  return isOther ? { kind: 'changed', present } : { kind: 'not-possible', because: holeOf(refusal) };
}

async function known<T, U extends T>(read: () => Promise<U>, evidence: string): Promise<Read<T>> {
  try {
    return { known: true, value: await read(), evidence, setBy: null, setAt: null };
  } catch (error) {
    return unknownBecause(error);
  }
}

function unknownBecause(error: unknown): { readonly known: false; readonly because: Hole } {
  return { known: false, because: holeOf(error) };
}
