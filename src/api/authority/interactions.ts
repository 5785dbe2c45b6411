/** The authority's side of a person's sign-in: what is wanted of them, and where their browser goes once they have done it. */
import { ServerResponse } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InteractionResults, Interaction as LibraryInteraction, Provider } from 'oidc-provider';
import { isPermission, isUserConsentable, type Permission } from '../../directory/permission.ts';
import { isReachedUnderTls } from '../pages/cookies.ts';
import type { Interaction, InteractionResult, Interactions, MissingScope } from '../sign-in/interactions.ts';
import { finishAdminConsent, missingForAdminConsent } from './admin-consent.ts';
import { findAuthorityClient } from './authority-client.ts';
import type { AuthorityParts } from './authority-parts.ts';
import { makeRoomForSession } from './browser-sessions.ts';
import { describeFault, entraFaults } from './entra-error.ts';
import { type FoundInteraction, findInteraction, parameterOf } from './find-interaction.ts';
import { moveToTenant } from './move-to-tenant.ts';
import type { ProviderOf } from './providers.ts';
import { recordConsent } from './record-consent.ts';
import { isSessionGood } from './session-good.ts';
import { rememberTenant } from './tenant-cookie.ts';
import { isAnyTenant } from './tenant-names.ts';

type SignedIn = Extract<InteractionResult, { kind: 'signed-in' }>;

/** Longer than any name that signs in. */
const longestHint = 320;

export function createInteractions(providerOf: ProviderOf, parts: AuthorityParts): Interactions {
  return {
    async find(request) {
      const found = await findInteraction(request, providerOf, parts);
      return found === null ? null : describe(found, parts);
    },
    async finish(request, reply, result) {
      const found = await findInteraction(request, providerOf, parts);
      if (found === null) throw new Error('there is no such interaction');
      switch (result.kind) {
        case 'signed-in':
          return signedIn(found, request, reply, result, providerOf, parts);
        case 'consented':
          return consented(found, request, result.forEverybody, parts);
        case 'refused':
          return end(found, request, denied(`AADSTS${result.errorCode}: ${result.description}`));
      }
    },
  };
}

async function signedIn(
  found: FoundInteraction,
  request: FastifyRequest,
  reply: FastifyReply,
  { userId, amr, authenticatedAt }: SignedIn,
  providerOf: ProviderOf,
  parts: AuthorityParts,
): Promise<string> {
  const { directoryName, provider, interaction } = found;
  const user = await parts.directory.findUser(userId);
  if (user === null) throw new Error('the user who signed in is not there');
  if (!isAnyTenant(directoryName) && user.tenantId !== directoryName)
    return end(found, request, denied(describeFault(entraFaults.accountOfAnotherTenant, user.userPrincipalName)));
  rememberTenant(reply, user.tenantId, isReachedUnderTls(parts.baseUrl()));
  await makeRoomForSession(user.tenantId, request, reply, parts);
  const login: InteractionResults = {
    login: { accountId: userId, amr: [...amr], ts: authenticatedAt / 1000, remember: false },
    ...(interaction.prompt.name === 'select_account' && { select_account: {} }),
  };
  if (isAnyTenant(directoryName)) {
    const goal = { provider: providerOf(user.tenantId), tenantId: user.tenantId };
    return moveToTenant(found, goal, login, reply, parts);
  }
  await forgetOtherAccount(provider, interaction, userId);
  return end(found, request, login);
}

async function consented(
  found: FoundInteraction,
  request: FastifyRequest,
  forEverybody: boolean,
  parts: AuthorityParts,
): Promise<string> {
  const { uid, accountId: userId = '' } = found.interaction.session ?? {};
  const session = uid === undefined ? undefined : await found.provider.Session.findByUid(uid);
  // Whose session ended while they read the page is asked who they are.
  if (!(await isSessionGood(session ?? {}, found.directoryName, parts))) return end(found, request, {});
  if (parameterOf(found.interaction, 'admin_consent') !== '') return finishAdminConsent(found, request, userId, parts);
  const appId = parameterOf(found.interaction, 'client_id');
  const given = { appId, permissions: wantedPermissions(found.interaction), forEverybody };
  const isGiven = await recordConsent(request, found.directoryName, userId, given, parts);
  return end(found, request, isGiven ? { consent: {} } : denied(describeFault(entraFaults.consentForbidden, '')));
}

function denied(description: string): InteractionResults {
  return { error: 'access_denied', error_description: description };
}

function end({ provider }: FoundInteraction, request: FastifyRequest, result: InteractionResults): Promise<string> {
  const response = new ServerResponse(request.raw);
  return provider.interactionResult(request.raw, response, result, { mergeWithLastSubmission: true });
}

/** Whoever signs in as somebody else leaves the session of before: the library would ask whether that one is to end. */
async function forgetOtherAccount(provider: Provider, interaction: LibraryInteraction, userId: string): Promise<void> {
  const { session } = interaction;
  if (session === undefined || session.accountId === userId) return;
  const kept = await provider.Session.find(session.cookie);
  if (kept !== undefined) {
    Object.assign(kept, { accountId: undefined, authorizations: undefined });
    await kept.persist();
  }
  Object.assign(interaction, { session: undefined });
  await interaction.persist();
}

/** What the request asks for, of one API. */
function wantedPermissions(interaction: LibraryInteraction): Permission[] {
  return parameterOf(interaction, 'scope').split(' ').filter(isPermission);
}

async function describe({ directoryName, interaction }: FoundInteraction, parts: AuthorityParts): Promise<Interaction> {
  const { prompt, session } = interaction;
  const appId = parameterOf(interaction, 'client_id');
  const client = await findAuthorityClient(appId, directoryName, parts.baseUrl(), parts.applications);
  const isConsent = prompt.name === 'consent';
  const isForEverybody = parameterOf(interaction, 'admin_consent') !== '';
  const missing = isForEverybody ? missingForAdminConsent(client, interaction) : missingForPerson(interaction);
  return {
    uid: interaction.uid,
    tenantId: isAnyTenant(directoryName) ? null : directoryName,
    application: { appId, displayName: client?.displayName ?? appId },
    prompt: isConsent ? 'consent' : 'login',
    loginHint: parameterOf(interaction, 'login_hint').slice(0, longestHint),
    fresh: !isConsent && session?.accountId !== undefined,
    missingScopes: isConsent ? missing : [],
    consentFor: isForEverybody ? 'everybody' : 'person',
    userId: session?.accountId ?? null,
  };
}

/** All that is asked for where nothing is missing: the client wants to be sure (`prompt=consent`). */
function missingForPerson(interaction: LibraryInteraction): MissingScope[] {
  const details = interaction.prompt.details as { missingResourceScopes?: Readonly<Record<string, readonly string[]>> };
  const missing = Object.values(details.missingResourceScopes ?? {})
    .flat()
    .filter(isPermission);
  const names = missing.length > 0 ? missing : wantedPermissions(interaction);
  return names.map((name) => ({ name, kind: 'delegated', adminOnly: missing.length > 0 && !isUserConsentable(name) }));
}
