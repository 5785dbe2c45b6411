/** Applications of a tenant on Postern that send mail, and who may use which mailbox. */

import { isInScope } from '../../../directory/application-scope.ts';
import {
  type ApplicationCredential,
  type ApplicationSearch,
  type MailApplication,
  mailPermissions,
  maximumApplications,
} from '../../tenant/application-reading.ts';
import type { Read } from '../../tenant/tenant-reading.ts';
import { type AdminApi, at, holeOf, statusOf } from './admin-api.ts';

interface Credential {
  readonly displayName: string;
  readonly endsAt: number;
}

interface WholeApplication {
  readonly application: { readonly id: string; readonly appId: string; readonly displayName: string };
  readonly servicePrincipal: {
    readonly id: string;
    readonly applicationPermissions: readonly string[];
    readonly delegatedPermissions: readonly string[];
  } | null;
  readonly secrets: readonly Credential[];
  readonly certificates: readonly Credential[];
  /** Null: the caller may not read it; left out: the service does not tell it yet. */
  readonly exchange?: {
    readonly servicePrincipal: { readonly objectId: string } | null;
    readonly accessPolicies: Parameters<typeof isInScope>[0];
  } | null;
}

const ofMail: ReadonlySet<string> = new Set([...mailPermissions.exchange, ...mailPermissions.graph]);

export async function readApplications(
  api: AdminApi,
  tenant: string,
  { mailbox, from, appId }: ApplicationSearch,
): Promise<readonly MailApplication[]> {
  const rights = mailbox === null ? null : await trusteesOf(api, mailbox, 'FullAccess');
  const senders = from === null ? null : await trusteesOf(api, from, 'SendAs');
  const mailboxId = mailbox === null ? null : await idOf(api, mailbox);
  const appIds = appId === null ? await listed(api, tenant) : [appId];
  const found = await Promise.all(appIds.map((each) => find(api, each)));
  return found
    .filter((each) => each !== null)
    .map((each) => applicationOf(each, { rights, senders, mailboxId }))
    .filter((each) => appId !== null || each.ownPermissions.length > 0 || !isEmpty(each.delegatedPermissions));
}

async function listed(api: AdminApi, tenant: string): Promise<string[]> {
  const { applications } = await api.call<{ applications: readonly WholeApplication['application'][] }>(
    'GET',
    at`/applications?tenant=${tenant}`,
  );
  return applications.slice(0, maximumApplications).map((each) => each.appId);
}

async function find(api: AdminApi, appId: string): Promise<WholeApplication | null> {
  return api.call<WholeApplication>('GET', at`/applications/${appId}`).catch((error: unknown) => {
    if (statusOf(error) === 404) return null;
    throw error;
  });
}

function isEmpty(read: Read<readonly string[]>): boolean {
  return read.known && read.value.length === 0;
}

function seen<T>(value: T, evidence: string): Read<T> {
  return { known: true, value, evidence, setBy: null, setAt: null };
}

interface AtMailbox {
  readonly rights: Read<readonly string[]> | null;
  readonly senders: Read<readonly string[]> | null;
  /** Null: no mailbox was asked about, or there is none. */
  readonly mailboxId: string | null;
}

function applicationOf(
  { application, servicePrincipal, secrets, certificates, exchange }: WholeApplication,
  { rights, senders, mailboxId }: AtMailbox,
): MailApplication {
  const credentials = (from: readonly Credential[], kind: ApplicationCredential['kind']) =>
    from.map(({ displayName, endsAt }) => ({ kind, name: displayName, endsAt }));
  const evidence = `GET /applications/${application.appId}`;
  const names = [servicePrincipal?.id ?? application.appId];
  const ownPermissions = servicePrincipal?.applicationPermissions.filter((each) => ofMail.has(each)) ?? [];
  return {
    appId: application.appId,
    displayName: application.displayName,
    registrationId: application.id,
    principalId: servicePrincipal?.id ?? null,
    enabled: true,
    credentials: seen([...credentials(secrets, 'secret'), ...credentials(certificates, 'certificate')], evidence),
    ownPermissions,
    delegatedPermissions: seen(
      servicePrincipal?.delegatedPermissions.filter((each) => ofMail.has(each)) ?? [],
      evidence,
    ),
    inExchange: seenAtExchange(exchange, evidence, ({ servicePrincipal: told }) =>
      told === null ? [] : [told.objectId],
    ),
    fullAccess: isAmong(rights, names),
    sendAs: isAmong(senders, names),
    accessPolicy:
      mailboxId === null || !ownPermissions.includes('Mail.Send')
        ? null
        : seenAtExchange(exchange, evidence, ({ accessPolicies }) =>
            isInScope(accessPolicies, application.appId, mailboxId) ? 'granted' : 'denied',
          ),
  };
}

function seenAtExchange<T>(
  exchange: WholeApplication['exchange'],
  evidence: string,
  pick: (exchange: NonNullable<WholeApplication['exchange']>) => T,
): Read<T> {
  if (exchange === undefined) return { known: false, because: { kind: 'not-offered' } };
  if (exchange === null)
    return { known: false, because: { kind: 'permission', permission: 'a role that reads mailboxes' } };
  return seen(pick(exchange), evidence);
}

async function idOf(api: AdminApi, user: string): Promise<string | null> {
  const found = await api.call<{ user: { id: string } }>('GET', at`/users/${user}`).catch((error: unknown) => {
    if (statusOf(error) === null) throw error;
    return null;
  });
  return found?.user.id ?? null;
}

function isAmong(trustees: Read<readonly string[]> | null, names: readonly string[]): Read<boolean> | null {
  if (trustees === null || !trustees.known) return trustees;
  return { ...trustees, value: names.some((name) => trustees.value.includes(name.toLowerCase())) };
}

/** Principal names and object ids, in lower case. */
export async function trusteesOf(
  api: AdminApi,
  mailbox: string,
  right: 'FullAccess' | 'SendAs',
): Promise<Read<readonly string[]>> {
  try {
    const { permissions } = await api.call<{ permissions: readonly { trustee: string; right: string }[] }>(
      'GET',
      at`/users/${mailbox}/mailbox-permissions`,
    );
    const trustees = permissions.filter((each) => each.right === right).map(({ trustee }) => trustee.toLowerCase());
    return seen(trustees, `${mailbox}: ${right} for ${trustees.join(', ') || 'nobody'}`);
  } catch (error) {
    if (statusOf(error) === 404) return seen([], `${mailbox}: there is no such mailbox`);
    return { known: false, because: holeOf(error) };
  }
}
