/** What Conditional Access makes of a sign-in: whom a policy covers, and what the enabled ones demand. Pure. */
import type { ClientAppType, ConditionalAccessPolicy, NamedLocation } from '../directory/conditional-access-policy.ts';
import { resources } from '../directory/permission.ts';
import { isInAnyRange } from '../lib/address-range.ts';

/** One sign-in as policies see it. */
export interface AccessRequest {
  readonly userId: string;
  readonly userPrincipalName: string;
  /** Ids of groups and roles that the user belongs to. */
  readonly memberOf?: readonly string[];
  readonly clientApp: Exclude<ClientAppType, 'all'>;
  /** Client id of what is signed in to; empty: nothing in particular. */
  readonly application: string;
  /** The client's address, without a port. */
  readonly address: string;
}

export interface AccessJudgement {
  readonly demand: 'nothing' | 'mfa' | 'block';
  /** The policy that demands it. */
  readonly policy: ConditionalAccessPolicy | null;
  /** All that are enabled and cover the sign-in, that one among them. */
  readonly enabled: readonly ConditionalAccessPolicy[];
  /** Covers the sign-in as well, and only reports. */
  readonly reporting: ConditionalAccessPolicy | null;
}

/** Blocking is stronger than MFA, and either than nothing: all policies that cover a sign-in hold at once. */
export function judgeAccess(
  policies: readonly ConditionalAccessPolicy[],
  locations: readonly NamedLocation[],
  request: AccessRequest,
): AccessJudgement {
  const covering = policies.filter((policy) => policy.state !== 'disabled' && covers(policy, locations, request));
  const enabled = covering.filter(({ state }) => state === 'enabled');
  const policy = enabled.find(({ grant }) => grant === 'block') ?? enabled[0] ?? null;
  const reporting = covering.find(({ state }) => state === 'report-only') ?? null;
  return { demand: policy?.grant ?? 'nothing', policy, enabled, reporting };
}

function covers(
  policy: ConditionalAccessPolicy,
  locations: readonly NamedLocation[],
  { userId, userPrincipalName, memberOf = [], clientApp, application, address }: AccessRequest,
): boolean {
  const isUser = (listed: string): boolean =>
    listed === 'All' || [userId, userPrincipalName, ...memberOf].some((name) => sameText(listed, name));
  const isApplication = (listed: string): boolean =>
    listed === 'All' ||
    sameText(listed, application) ||
    (listed === 'Office365' && application === resources.exchange.appId);
  const isHere = (listed: string): boolean => isLocation(listed, locations, address);
  return (
    policy.clientApps.some((each) => each === 'all' || each === clientApp) &&
    policy.includedUsers.some(isUser) &&
    !policy.excludedUsers.some(isUser) &&
    policy.includedApplications.some(isApplication) &&
    !policy.excludedApplications.some(isApplication) &&
    policy.includedLocations.some(isHere) &&
    !policy.excludedLocations.some(isHere)
  );
}

function isLocation(listed: string, locations: readonly NamedLocation[], address: string): boolean {
  if (listed === 'All') return true;
  if (listed === 'AllTrusted') return locations.some(({ trusted, ranges }) => trusted && isInAnyRange(address, ranges));
  const named = locations.find(({ id }) => sameText(id, listed));
  return isInAnyRange(address, named?.ranges ?? [listed]);
}

function sameText(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
