/**
 * Consent of an administrator for everybody, to all that an application names: `/{tenant}/v2.0/adminconsent`.
 *
 * It is a request to authorize with a mark in it: who may be asked, who asks and where the answer goes are checked as ever.
 */
import type { FastifyRequest } from 'fastify';
import type { Interaction as LibraryInteraction } from 'oidc-provider';
import { Refusal } from '../../administration/refusal.ts';
import { ordinaryDetails, requiredKindsOf } from '../../directory/application.ts';
import { type Permission, type PermissionKind, permissions } from '../../directory/permission.ts';
import type { MissingScope } from '../sign-in/interactions.ts';
import { type AuthorityClient, findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { describeFault, entraFaults } from './entra-error.ts';
import { type FoundInteraction, parameterOf } from './find-interaction.ts';
import { personRequest } from './record-consent.ts';
import { refusedScope } from './refused-scope.ts';
import { requestedResource } from './requested-resource.ts';

type Asked = Pick<LibraryInteraction, 'params'>;

/** RFC 7636 §4.2 wants one of public clients; no code is ever given that could be redeemed with it. */
const challengeOfNobody = 'admin-consent-gives-no-code-that-is-redeemed';

/** The request to authorize that stands for one of admin consent. */
export function adminConsentRequest(query: Readonly<Record<string, string>>): Record<string, string> {
  const { client_id = '', redirect_uri = '', state, scope = '' } = query;
  return {
    client_id,
    redirect_uri,
    ...(state !== undefined && { state }),
    response_type: 'code',
    scope: 'openid',
    code_challenge: challengeOfNobody,
    code_challenge_method: 'S256',
    admin_consent: 'yes',
    admin_scope: scope,
    // Left out, it means all that the registration names.
    ...(scope !== '' && refusedScope(scope)),
  };
}

/** What is asked for: what the registration names, and of what the scope names all or those. */
function wanted(client: AuthorityClient | null, asked: Asked): readonly Permission[] {
  const named = client?.requiredPermissions ?? [];
  const requested = requestedResource(parameterOf(asked, 'admin_scope'));
  if (requested.kind !== 'resource') return named;
  const ofResource = named.filter((each) => permissions[each].resource === requested.resource);
  return requested.permissions === 'default' ? ofResource : requested.permissions;
}

export function missingForAdminConsent(client: AuthorityClient | null, asked: Asked): MissingScope[] {
  const details = client?.registration?.details ?? ordinaryDetails;
  return wanted(client, asked).flatMap((name) =>
    requiredKindsOf(details, name).map((kind) => ({ name, kind, adminOnly: true })),
  );
}

/** Carries it out, and answers where the browser goes: back to the client, with what became of it. */
export async function finishAdminConsent(
  { directoryName: tenantId, interaction }: FoundInteraction,
  request: FastifyRequest,
  userId: string,
  parts: AuthorityParts,
): Promise<string> {
  const appId = parameterOf(interaction, 'client_id');
  const client = await findAuthorityClient(appId, tenantId, parts.baseUrl(), parts.applications);
  const by = await personRequest(request, tenantId, userId, parts);
  const back = new URL(parameterOf(interaction, 'redirect_uri'));
  const state = parameterOf(interaction, 'state');
  if (state !== '') back.searchParams.set('state', state);
  try {
    const { applications, applicationGrants } = parts.administration;
    const principal = await applications.findServicePrincipal(by, tenantId, appId);
    const names = wanted(client, interaction);
    const given = { application: principal.applicationPermissions, delegated: principal.delegatedPermissions };
    await applicationGrants.change(by, principal, {
      application: { add: missing(names, 'application', given, client) },
      delegated: { add: missing(names, 'delegated', given, client) },
    });
    back.searchParams.set('admin_consent', 'True');
    back.searchParams.set('tenant', tenantId);
    back.searchParams.set('scope', names.join(' '));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    back.searchParams.set('error', 'access_denied');
    back.searchParams.set('error_description', describeFault(entraFaults.consentForbidden, ''));
  }
  await interaction.destroy();
  return back.href;
}

/** A permission that was asked for in one kind is not given in the other; what is given already takes nobody's leave. */
function missing(
  names: readonly Permission[],
  kind: PermissionKind,
  given: Readonly<Record<PermissionKind, readonly Permission[]>>,
  client: AuthorityClient | null,
): Permission[] {
  const details = client?.registration?.details ?? ordinaryDetails;
  return names.filter((name) => requiredKindsOf(details, name).includes(kind) && !given[kind].includes(name));
}
