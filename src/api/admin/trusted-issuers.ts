/** Issuers whose tokens are good for the mailboxes of a tenant. */
import { addTrustedIssuer, listTrustedIssuers, removeTrustedIssuer } from '../../contract/trusted-issuers.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

export function trustedIssuerRoutes({ administration: { tenants, trustedIssuers } }: Services): AdminRoute[] {
  return [
    answering(listTrustedIssuers, read('trusted-issuer'), async ({ caller, params }) => {
      const tenant = await tenants.find(caller, params.tenant, 'trusted-issuer');
      return { issuers: await trustedIssuers.list(caller, tenant) };
    }),
    answering(addTrustedIssuer, write('trusted-issuer'), async ({ caller, params, body }) => {
      const tenant = await tenants.find(caller, params.tenant, 'trusted-issuer');
      return { issuer: await trustedIssuers.add(caller, tenant, body) };
    }),
    answering(removeTrustedIssuer, write('trusted-issuer'), async ({ caller, params }) => {
      const tenant = await tenants.find(caller, params.tenant, 'trusted-issuer');
      await trustedIssuers.remove(caller, tenant, params.issuer);
    }),
  ];
}
