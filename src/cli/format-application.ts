/** An application as a person reads it. */
import type { showApplication } from '../contract/applications.ts';
import type { Answer } from '../contract/route-contract.ts';
import { printable, table, time } from './output.ts';

export type WholeApplication = Answer<typeof showApplication>;

export function formatApplication({ application, servicePrincipal, secrets, certificates }: WholeApplication): string {
  const facts = [
    ['name', application.displayName],
    ['client id', application.appId],
    ['object id', application.id],
    ['service principal', servicePrincipal?.id ?? 'none in its tenant'],
    ['asks for', application.requiredPermissions.join(', ')],
    ['may on its own', servicePrincipal?.applicationPermissions.join(', ') ?? ''],
    ['may for people', servicePrincipal?.delegatedPermissions.join(', ') ?? ''],
    ['roles', servicePrincipal?.roles.join(', ') ?? ''],
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
