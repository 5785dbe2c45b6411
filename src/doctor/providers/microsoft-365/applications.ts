/** Applications that send mail: their registrations, permissions, and what Exchange was told of them (MICROSOFT 365 §7). */
import { resources } from '../../../directory/permission.ts';
import {
  type ApplicationCredential,
  type ApplicationSearch,
  type MailApplication,
  mailPermissions,
  maximumApplications,
} from '../../tenant/application-reading.ts';
import type { Read } from '../../tenant/tenant-reading.ts';
import type { Fields } from './fields.ts';
import { known } from './known.ts';
import { isTrustee, trusteesOf } from './mailbox-rights.ts';
import { needs } from './needs.ts';
import type { Apis } from './setting-access.ts';

/** Rows of a list of who may use an API, which in a large tenant is long. */
const maximumRows = 5000;

/** What a service principal may do with mail. */
interface Held {
  readonly own: Set<string>;
  readonly delegated: Set<string>;
}

interface Told {
  readonly appId: string;
  readonly objectId: string;
  readonly names: readonly string[];
}

export async function readApplications(apis: Apis, search: ApplicationSearch): Promise<readonly MailApplication[]> {
  const told = await known(() => readTold(apis), 'Get-ServicePrincipal');
  const permitted = await readPermitted(apis);
  const trustees = await readTrustees(apis, search);
  const principals = await readPrincipals(apis, search.appId, [...permitted.held.keys()]);
  const missing = missingAppIds(told, principals, search.appId);
  const parts = { apis, told, trustees, permitted, search };
  return Promise.all([
    ...principals.map((principal) => applicationOf(principal.text('appId'), principal, parts)),
    ...missing.map((appId) => applicationOf(appId, null, parts)),
  ]);
}

interface Parts {
  readonly apis: Apis;
  readonly told: Read<readonly Told[]>;
  readonly trustees: Trustees;
  readonly permitted: Permitted;
  readonly search: ApplicationSearch;
}

async function applicationOf(appId: string, principal: Fields | null, parts: Parts): Promise<MailApplication> {
  const { apis, told, trustees, permitted, search } = parts;
  const filter = encodeURIComponent(`appId eq '${appId}'`);
  const path = `/v1.0/applications?$filter=${filter}&$select=id,appId,displayName,passwordCredentials,keyCredentials`;
  const registrations = await known(() => apis.graph.list(path, needs.applications, { rows: 1 }), 'GET /applications');
  const registration = registrations.known ? registrations.value[0] : undefined;
  const held = permitted.held.get(principal?.text('id') ?? '');
  const own = [...(held?.own ?? [])];
  const mine = told.known ? told.value.filter((each) => each.appId === appId.toLowerCase()) : [];
  // It may be called by its name in Exchange, its object id, or its client id.
  const names = [appId, principal?.text('id') ?? appId, ...mine.flatMap(({ names: its }) => its)];
  const { mailbox } = search;
  return {
    appId,
    displayName: principal?.optionalText('displayName') ?? registration?.optionalText('displayName') ?? appId,
    registrationId: registration?.text('id') ?? null,
    principalId: principal?.text('id') ?? null,
    enabled: principal?.raw('accountEnabled') !== false,
    credentials: registrations.known ? { ...registrations, value: credentialsOf(registration) } : registrations,
    ownPermissions: own,
    delegatedPermissions: permitted.delegated.known
      ? { ...permitted.delegated, value: [...(held?.delegated ?? [])] }
      : permitted.delegated,
    inExchange: told.known ? { ...told, value: mine.map(({ objectId }) => objectId) } : told,
    fullAccess: rightOf(trustees.fullAccess, names),
    sendAs: rightOf(trustees.sendAs, names),
    accessPolicy: mailbox === null || !own.includes('Mail.Send') ? null : await readAccessPolicy(apis, appId, mailbox),
  };
}

function credentialsOf(registration: Fields | undefined): readonly ApplicationCredential[] {
  const of = (property: string, kind: ApplicationCredential['kind']) =>
    (registration?.objects(property) ?? []).map(
      (each): ApplicationCredential => ({
        kind,
        name: each.optionalText('displayName') ?? '',
        endsAt: each.time('endDateTime'),
      }),
    );
  return [...of('passwordCredentials', 'secret'), ...of('keyCredentials', 'certificate')];
}

interface Permitted {
  /** By the object id of the service principal. */
  readonly held: ReadonlyMap<string, Held>;
  readonly delegated: Read<true>;
}

/** Who holds a permission to send mail, on its own or on behalf of people. */
async function readPermitted(apis: Apis): Promise<Permitted> {
  const held = new Map<string, Held>();
  const of = (id: string): Held => {
    const found = held.get(id) ?? { own: new Set<string>(), delegated: new Set<string>() };
    held.set(id, found);
    return found;
  };
  let delegated: Read<true> = {
    known: true,
    value: true,
    evidence: 'GET /oauth2PermissionGrants',
    setBy: null,
    setAt: null,
  };
  for (const api of ['exchange', 'graph'] as const) {
    const names: readonly string[] = mailPermissions[api];
    const [resource] = await findPrincipals(apis, `appId eq '${resources[api].appId}'`, 'id,appId,appRoles', 1);
    if (resource === undefined) continue;
    const roles = new Map(
      resource.objects('appRoles').map((role) => [role.text('id'), role.optionalText('value') ?? '']),
    );
    const id = encodeURIComponent(resource.text('id'));
    const assigned = `/v1.0/servicePrincipals/${id}/appRoleAssignedTo?$top=999`;
    for (const row of await apis.graph.list(assigned, needs.applications, { rows: maximumRows })) {
      const name = roles.get(row.text('appRoleId')) ?? '';
      if (names.includes(name)) of(row.text('principalId')).own.add(name);
    }
    const granted = `/v1.0/oauth2PermissionGrants?$filter=${encodeURIComponent(`resourceId eq '${resource.text('id')}'`)}&$top=999`;
    const grants = await known(() => apis.graph.list(granted, needs.applications, { rows: maximumRows }), '');
    if (!grants.known) delegated = grants;
    for (const row of grants.known ? grants.value : [])
      for (const name of (row.optionalText('scope') ?? '').split(' '))
        if (names.includes(name)) of(row.text('clientId')).delegated.add(name);
  }
  return { held, delegated };
}

async function readPrincipals(apis: Apis, appId: string | null, ids: readonly string[]): Promise<readonly Fields[]> {
  const properties = 'id,appId,displayName,accountEnabled';
  if (appId !== null) return findPrincipals(apis, `appId eq '${appId.replaceAll("'", "''")}'`, properties, 1);
  const found = ids
    .slice(0, maximumApplications)
    .map((id) =>
      apis.graph.get(`/v1.0/servicePrincipals/${encodeURIComponent(id)}?$select=${properties}`, needs.applications),
    );
  return (await Promise.all(found)).filter((each) => each !== null);
}

function findPrincipals({ graph }: Apis, filter: string, select: string, rows: number): Promise<readonly Fields[]> {
  return graph.list(
    `/v1.0/servicePrincipals?$filter=${encodeURIComponent(filter)}&$select=${select}`,
    needs.applications,
    {
      rows,
    },
  );
}

/** Applications that Exchange was told of and that hold no permission, or that were asked about and are not in the tenant. */
function missingAppIds(told: Read<readonly Told[]>, principals: readonly Fields[], asked: string | null): string[] {
  const there = new Set(principals.map((each) => each.text('appId').toLowerCase()));
  const named = asked === null ? (told.known ? told.value.map(({ appId }) => appId) : []) : [asked.toLowerCase()];
  return [...new Set(named)].filter((appId) => !there.has(appId)).slice(0, maximumApplications);
}

async function readTold({ exchange }: Apis): Promise<readonly Told[]> {
  return ((await exchange.read('Get-ServicePrincipal')) ?? []).map((row) => {
    const objectId = row.optionalText('ObjectId') ?? row.text('ServiceId');
    const names = ['ObjectId', 'ServiceId', 'Identity', 'Name', 'DisplayName', 'Sid'].map((name) =>
      row.optionalText(name),
    );
    return {
      appId: row.text('AppId').toLowerCase(),
      objectId: objectId.toLowerCase(),
      names: names.filter((each) => each !== null),
    };
  });
}

interface Trustees {
  readonly fullAccess: Read<readonly string[]> | null;
  readonly sendAs: Read<readonly string[]> | null;
}

async function readTrustees({ exchange }: Apis, { mailbox, from }: ApplicationSearch): Promise<Trustees> {
  const of = async (name: string, right: 'FullAccess' | 'SendAs', cmdlet: string) =>
    known(async () => (await trusteesOf(exchange, name, right)) ?? [], cmdlet);
  return {
    fullAccess: mailbox === null ? null : await of(mailbox, 'FullAccess', 'Get-MailboxPermission'),
    sendAs: from === null ? null : await of(from, 'SendAs', 'Get-RecipientPermission'),
  };
}

function rightOf(trustees: Read<readonly string[]> | null, names: readonly string[]): Read<boolean> | null {
  if (trustees === null || !trustees.known) return trustees;
  const evidence = `${trustees.evidence}: ${trustees.value.join(', ') || 'nobody'}`;
  return { ...trustees, value: isTrustee(trustees.value, names), evidence };
}

async function readAccessPolicy(
  { exchange }: Apis,
  appId: string,
  mailbox: string,
): Promise<Read<'granted' | 'denied'>> {
  return known(async () => {
    const rows = await exchange.read('Test-ApplicationAccessPolicy', { Identity: mailbox, AppId: appId });
    const denied = rows?.some((row) => row.optionalText('AccessCheckResult')?.toLowerCase() === 'denied') ?? false;
    return denied ? 'denied' : 'granted';
  }, 'Test-ApplicationAccessPolicy');
}
