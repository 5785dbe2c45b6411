/** Issuers of other houses whose tokens are good for the mailboxes of a tenant: added, listed, removed. */
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { Tenant } from '../directory/nouns.ts';
import { faultOfIssuer, maximumTrustedIssuers, type TrustedIssuer } from '../directory/trusted-issuer.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import type { SettingsAdministration } from './settings.ts';

export interface TrustedIssuerAdministration {
  list(request: AdminRequest, tenant: Tenant): Promise<readonly TrustedIssuer[]>;
  /** Throws a `Refusal`. */
  add(request: AdminRequest, tenant: Tenant, issuer: Omit<TrustedIssuer, 'id'>): Promise<TrustedIssuer>;
  remove(request: AdminRequest, tenant: Tenant, id: string): Promise<void>;
}

export function createTrustedIssuerAdministration(
  directory: Pick<DirectoryStore, 'settingsOfTenant'>,
  settings: Pick<SettingsAdministration, 'updateTenantSetting'>,
  { newGuid }: EntryParts,
  privateAddresses: boolean,
): TrustedIssuerAdministration {
  return {
    async list(request, tenant) {
      permit(request, 'trusted-issuer', 'read', tenant.id);
      return (await directory.settingsOfTenant(tenant.id)).trustedIssuers.value;
    },
    async add(request, tenant, given) {
      const detail = faultOfIssuer(given, privateAddresses);
      if (detail !== null) throw new Refusal({ kind: 'invalid', detail });
      const issuer = { id: newGuid(), ...given };
      await settings.updateTenantSetting(request, tenant, 'trustedIssuers', (issuers) => withIssuer(issuers, issuer));
      return issuer;
    },
    async remove(request, tenant, id) {
      await settings.updateTenantSetting(request, tenant, 'trustedIssuers', (issuers) => {
        if (!issuers.some((each) => each.id === id))
          throw new Refusal({ kind: 'not-found', what: 'trusted issuer', name: id });
        return issuers.filter((each) => each.id !== id);
      });
    },
  };
}

function withIssuer(issuers: readonly TrustedIssuer[], issuer: TrustedIssuer): readonly TrustedIssuer[] {
  if (issuers.some((each) => each.issuer === issuer.issuer && each.audience === issuer.audience)) {
    const detail = `${issuer.issuer} is trusted for ${issuer.audience} already`;
    throw new Refusal({ kind: 'conflict', because: 'there-already', detail });
  }
  if (issuers.length >= maximumTrustedIssuers)
    throw new Refusal({ kind: 'conflict', detail: `a tenant trusts at most ${maximumTrustedIssuers} issuers` });
  return [...issuers, issuer];
}
