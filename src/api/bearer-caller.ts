/** Who is behind a bearer token: the caller of a request at the doors of Graph, Exchange and Postern's own API. */
import type { BearerActor } from '../directory/actor.ts';
import type { ApplicationStore } from '../directory/application-store.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import { type Resource, resourceOfAudience } from '../directory/permission.ts';
import { isRevoked } from '../directory/revocation.ts';
import type { RoleStore } from '../directory/role-store.ts';
import type { AccessTokenFault, VerifyAccessToken } from '../sign-in/tokens/access-token.ts';

export interface BearerParts {
  readonly verify: VerifyAccessToken;
  readonly directory: Pick<DirectoryStore, 'findUser' | 'settingsOfUser'>;
  readonly applications: Pick<ApplicationStore, 'findServicePrincipal'>;
  readonly roles: Pick<RoleStore, 'rolesOf'>;
}

/** `gone`: whoever it was issued to is no more, or may not sign in; `revoked`: what is from before was taken back. */
export type CallerFault = AccessTokenFault | 'gone' | 'revoked';

/** Each door answers a fault in its own shape. `appId`: the application that the token was given to. */
export type CallerVerdict =
  | { readonly kind: 'caller'; readonly actor: BearerActor; readonly appId: string }
  | { readonly kind: 'no-token' }
  | { readonly kind: 'bad-token'; readonly fault: CallerFault };

/** Reads `Authorization: Bearer …`; the token must be for `resource`. */
export async function bearerCaller(
  authorization: string | undefined,
  resource: Resource,
  { verify, directory, applications, roles }: BearerParts,
): Promise<CallerVerdict> {
  const [, text] = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '') ?? [];
  if (text === undefined) return { kind: 'no-token' };
  const verdict = await verify(text);
  if (verdict.kind === 'wrong') return { kind: 'bad-token', fault: verdict.fault };
  const { audience, tenantId, appId, subject, permissions, issuedAt } = verdict.token;
  if (resourceOfAudience(audience) !== resource) return { kind: 'bad-token', fault: 'wrong-audience' };
  const held = { tenantId, permissions, roles: await roles.rolesOf(subject.id) };
  if (subject.kind === 'application') {
    const principal = await applications.findServicePrincipal(tenantId, subject.id);
    if (principal === null) return { kind: 'bad-token', fault: 'gone' };
    const { id, displayName } = principal;
    return { kind: 'caller', appId, actor: { kind: 'application', id, name: displayName, appId, ...held } };
  }
  const user = await directory.findUser(subject.id);
  if (user === null) return { kind: 'bad-token', fault: 'gone' };
  const { accountEnabled, tokensValidFrom } = await directory.settingsOfUser(user.id);
  if (!accountEnabled.value) return { kind: 'bad-token', fault: 'gone' };
  if (isRevoked(issuedAt, tokensValidFrom.value)) return { kind: 'bad-token', fault: 'revoked' };
  return { kind: 'caller', appId, actor: { kind: 'user', id: user.id, name: user.userPrincipalName, appId, ...held } };
}
