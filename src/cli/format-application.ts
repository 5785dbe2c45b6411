/** An application as a person reads it. */
import type { showApplication } from '../contract/applications.ts';
import type { Answer } from '../contract/route-contract.ts';
import { printable, table, time } from './output.ts';

export type WholeApplication = Answer<typeof showApplication>;

export function formatApplication(whole: WholeApplication): string {
  const { application, servicePrincipal, secrets, certificates, exchange } = whole;
  const facts = [
    ['name', application.displayName],
    ['client id', application.appId],
    ['object id', application.id],
    ['service principal', servicePrincipal?.id ?? 'none in its tenant'],
    ['asks for', application.requiredPermissions.join(', ')],
    ['may on its own', servicePrincipal?.applicationPermissions.join(', ') ?? ''],
    ['may for people', servicePrincipal?.delegatedPermissions.join(', ') ?? ''],
    ['roles', servicePrincipal?.roles.join(', ') ?? ''],
    ['in Exchange', exchange === null ? '' : inExchange(exchange, servicePrincipal?.id ?? null)],
    ...(exchange?.accessPolicies ?? []).map(({ accessRight, mailboxUserIds, description }) => [
      'access policy',
      `${accessRight}, mailboxes: ${mailboxUserIds.length}${description === '' ? '' : ` (${description})`}`,
    ]),
  ];
  const credentials = [
    ...secrets.map(({ id, displayName, hint, endsAt }) => ['secret', id, `${displayName} (${hint}…)`, time(endsAt)]),
    ...certificates.map(({ id, displayName, endsAt }) => ['certificate', id, displayName, time(endsAt)]),
  ];
  const parts = [
    table(facts.filter(([, value]) => value !== '')),
    ...(credentials.length === 0 ? [] : [table(credentials)]),
  ];
  return printable(parts.join('\n'));
}

/** With another object id than the service principal's, no token of it opens a mailbox. */
function inExchange({ servicePrincipal }: NonNullable<WholeApplication['exchange']>, id: string | null): string {
  if (servicePrincipal === null) return 'not known there';
  const { objectId } = servicePrincipal;
  return objectId === id ? 'known by its service principal' : `known by another object id: ${objectId}`;
}
