/** The settings of a Microsoft 365 tenant, or of whoever speaks as one, through Graph and the Exchange admin API. */
import type { Read, TenantReading, UserReading } from '../../tenant/tenant-reading.ts';
import type { RawValue, SettingRef, TenantProvider, WriteResult } from '../tenant-provider.ts';
import { holeOf } from './api-fault.ts';
import { readApplications } from './applications.ts';
import { policies } from './conditional-access.ts';
import { mergedList } from './keyed-list.ts';
import { known, unknownBecause } from './known.ts';
import { isTrustee, trusteesOf } from './mailbox-rights.ts';
import { readMethods } from './multi-factor.ts';
import { needs } from './needs.ts';
import { readRecipients } from './recipients.ts';
import type { Apis, SettingAccess, Source } from './setting-access.ts';
import { accessTo, tenantAccess, userAccess } from './settings.ts';
import { readSignIns } from './sign-in-log.ts';
import { findUser, readMemberships } from './users.ts';

/** Characters of evidence. */
const maximumEvidence = 400;

export interface Microsoft365Parts {
  readonly apis: Apis;
  /** The tenant as it was named, and its id as the token has it. */
  readonly tenant: string;
  readonly tenantId: () => Promise<string>;
  /** Whose API it is, for the report. */
  readonly name: string;
  readonly whose: TenantProvider['whose'];
}

export function microsoft365Provider({ apis, tenant, tenantId, name, whose }: Microsoft365Parts): TenantProvider {
  return {
    kind: 'microsoft-365',
    whose,
    name,
    readTenant: () => readTenant(apis, tenant, tenantId),
    readUser: (named) => readUser(apis, named),
    signIns: (search) => known(() => readSignIns(apis.graph, search), 'GET /auditLogs/signIns'),
    recipients: (senders, sinceMs) =>
      known(() => readRecipients(apis.exchange, senders, sinceMs, Date.now()), 'Get-MessageTraceV2'),
    applications: (search) => known(() => readApplications(apis, search), 'GET /servicePrincipals'),
    maySendAs: ({ id, userPrincipalName }, address) => maySendAs(apis, [id, userPrincipalName], address),
    async snapshot(setting) {
      const access = accessTo(setting);
      return access === null ? notOffered : readingsOf(apis, setting.user ?? '').raw(access);
    },
    // Microsoft's APIs put nothing back by themselves.
    putsBack: false,
    isSettable: (setting) => (accessTo(setting)?.write ?? null) !== null,
    rawOf(setting, value, present) {
      const access = accessTo(setting);
      // Null is a value: it inherits.
      return access === null ? present : access.rawOf(value, present);
    },
    isStill(setting, lists) {
      const access = accessTo(setting);
      return access !== null && wantedOf(access, lists) !== null;
    },
    write: (setting, value, expected, { until }) => write(apis, { setting, value, expected, until }),
    // No API of Microsoft's makes one; the user does, at My Account (M365 R10).
    appPasswords: null,
  };
}

const notOffered = { known: false, because: { kind: 'not-offered' } } as const;

async function readTenant(apis: Apis, named: string, tenantId: () => Promise<string>): Promise<TenantReading> {
  const readings = readingsOf(apis, '');
  const [organization, controls, users, unforeseen] = await Promise.all([
    readOrganization(apis, named, tenantId),
    readings.all(tenantAccess),
    known(() => apis.graph.count('/v1.0/users/$count', needs.users), 'GET /users/$count'),
    readings.of(policies).then(
      ({ read }) =>
        read
          .filter((each) => each.unforeseen.length > 0)
          .map((each) => ({ policy: each.policy.name, conditions: each.unforeseen })),
      () => [],
    ),
  ]);
  return { tenant: organization, controls: controls as TenantReading['controls'], users, unforeseen };
}

/** As it was named, where the caller may not know more. */
async function readOrganization(
  { graph }: Apis,
  named: string,
  tenantId: () => Promise<string>,
): Promise<TenantReading['tenant']> {
  const [id, rows] = await Promise.all([
    tenantId().catch(() => named),
    graph.list('/v1.0/organization?$select=id,displayName,verifiedDomains', needs.organization).catch(() => []),
  ]);
  const [row] = rows;
  const domains = row?.objects('verifiedDomains') ?? [];
  const domain = domains.find((each) => each.raw('isDefault') === true)?.optionalText('name') ?? named;
  return { id: row?.optionalText('id') ?? id, domain, displayName: row?.optionalText('displayName') ?? named };
}

async function readUser(apis: Apis, name: string): Promise<UserReading | null> {
  const found = await findUser(apis.graph, name).catch((error: unknown) => {
    holeOf(error);
    return undefined;
  });
  if (found === null) return null;
  // Who may not read users can still be told of the mailbox, which Exchange knows by its name.
  const id = found?.optionalText('id') ?? name;
  const userPrincipalName = found?.optionalText('userPrincipalName') ?? name;
  const readings = readingsOf(apis, id);
  const [settings, mfaMethods, memberOf] = await Promise.all([
    readings.all(userAccess),
    known(() => readMethods(apis.graph, id), 'GET /users/{id}/authentication/methods'),
    known(() => readMemberships(apis.graph, id), 'GET /users/{id}/transitiveMemberOf'),
  ]);
  return {
    id,
    userPrincipalName,
    controls: { ...settings, mfaMethods: withKinds(mfaMethods) } as UserReading['controls'],
    // A mailbox tells who may send as it; whom a user may send as stands in no list.
    sendAs: notOffered,
    memberOf,
  };
}

/** Which there are stands beside where they were read. */
function withKinds(methods: UserReading['controls']['mfaMethods']): UserReading['controls']['mfaMethods'] {
  return methods.known
    ? { ...methods, evidence: `${methods.evidence}: ${methods.value.join(', ') || 'none'}` }
    : methods;
}

/** Names that Exchange may use of the user; the user's own addresses need no permission. */
function maySendAs(apis: Apis, names: readonly string[], address: string): Promise<Read<boolean>> {
  return known(async () => {
    const trustees = await trusteesOf(apis.exchange, address, 'SendAs');
    return trustees !== null && isTrustee(trustees, names);
  }, `Get-RecipientPermission ${address}`);
}

/** One reading of many settings: each call is made once, however many settings its answer holds. */
function readingsOf(apis: Apis, user: string) {
  const answers = new Map<Source<unknown>, Promise<unknown>>();
  const of = <T>(source: Source<T>): Promise<T> => {
    const answer = answers.get(source) ?? source.read(apis, user);
    answers.set(source, answer);
    return answer as Promise<T>;
  };
  const read = (access: SettingAccess, pick: (found: unknown) => unknown): Promise<Read<unknown>> =>
    of(access.source).then(
      (found) => {
        try {
          return { known: true, value: pick(found), evidence: evidenceOf(access, found), setBy: null, setAt: null };
        } catch (error) {
          return unknownBecause(error);
        }
      },
      (error: unknown) => unknownBecause(error),
    );
  return {
    of,
    raw: (access: SettingAccess) => read(access, (found) => access.rawIn(found)) as Promise<Read<RawValue>>,
    async all(table: Readonly<Record<string, SettingAccess | null>>): Promise<Record<string, Read<unknown>>> {
      const entries = Object.entries(table).map(async ([name, access]): Promise<[string, Read<unknown>]> => {
        return [name, access === null ? notOffered : await read(access, (found) => access.valueIn(found))];
      });
      return Object.fromEntries(await Promise.all(entries));
    },
  };
}

function evidenceOf({ source, property, evidence, rawIn }: SettingAccess, found: unknown): string {
  const seen = evidence?.(found) ?? `${property} = ${JSON.stringify(rawIn(found))}`;
  return `${source.name}: ${seen}`.slice(0, maximumEvidence);
}

interface Writing {
  readonly setting: SettingRef;
  readonly value: RawValue;
  readonly expected: RawValue;
  readonly until: number | null;
}

async function write(apis: Apis, { setting, value, expected, until }: Writing): Promise<WriteResult> {
  const access = accessTo(setting);
  if (access?.write === undefined || access.write === null || until !== null)
    return { kind: 'not-possible', because: { kind: 'not-offered' } };
  const user = setting.user ?? '';
  const present = await readingsOf(apis, user).raw(access);
  if (!present.known) return { kind: 'not-possible', because: present.because };
  const wanted = wantedOf(access, { present: present.value, expected, wanted: value });
  if (wanted === null) return { kind: 'changed', present };
  try {
    await access.write(apis, user, wanted.value, present.value);
    return { kind: 'written' };
  } catch (error) {
    return { kind: 'not-possible', because: holeOf(error) };
  }
}

/** Null: somebody changed it since. */
function wantedOf(
  { rows }: SettingAccess,
  lists: { readonly present: RawValue; readonly expected: RawValue; readonly wanted: RawValue },
): { readonly value: RawValue } | null {
  if (rows !== undefined) {
    const merged = mergedList(rows, lists);
    return merged === null ? null : { value: merged };
  }
  return JSON.stringify(lists.present) === JSON.stringify(lists.expected) ? { value: lists.wanted } : null;
}
