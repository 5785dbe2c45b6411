/** People to the library: who is there, whether their session holds, and what they and their administrators consented to. */
import type { Configuration } from 'oidc-provider';
import { accountOf, judgeAccount } from './account.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { consentedPermissions } from './consented.ts';
import { refuseWith } from './explain-fault.ts';
import { policyOf } from './interaction-policy.ts';
import { offlineScope } from './library-scope.ts';
import { isSessionGood } from './session-good.ts';

export function peopleOf(
  tenantId: string,
  parts: AuthorityParts,
): Pick<Configuration, 'findAccount' | 'loadExistingGrant' | 'interactions'> {
  return {
    async findAccount(ctx, userId, token) {
      const { iat, iiat } = (token ?? {}) as { iat?: number; iiat?: number };
      // A code counts whole seconds: what was given in the second of the revocation is let pass.
      const since = iiat !== undefined ? iiat * 1000 : iat !== undefined ? (iat + 1) * 1000 - 1 : null;
      const verdict = await judgeAccount(userId, tenantId, since, parts);
      if (verdict.kind === 'account') return accountOf(verdict.user);
      refuseWith(ctx, verdict.fault, new Error(verdict.fault));
      return undefined;
    },
    async loadExistingGrant(ctx) {
      const { oidc } = ctx;
      const accountId = oidc.session?.accountId;
      const clientId = oidc.client?.clientId;
      if (accountId === undefined || clientId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ accountId, clientId });
      grant.addOIDCScope(`openid profile email ${offlineScope}`);
      const consented = await consentedPermissions(tenantId, accountId, clientId, parts);
      for (const audience of Object.keys(oidc.resourceServers ?? {}))
        grant.addResourceScope(audience, [...consented].join(' '));
      await grant.save();
      return grant;
    },
    interactions: {
      policy: policyOf(({ oidc }) => isSessionGood(oidc.session ?? {}, tenantId, parts)),
      url: (_ctx, interaction) => `${parts.baseUrl()}/sign-in/${interaction.uid}`,
    },
  };
}
