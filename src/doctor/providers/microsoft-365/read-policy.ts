/** A Conditional Access policy of Graph's in our words, and what of it nobody can foresee. Pure. */
import {
  type ClientAppType,
  type ConditionalAccessPolicy,
  clientAppTypes,
  type NamedLocation,
} from '../../../directory/conditional-access-policy.ts';
import type { Fields } from './fields.ts';

export interface PolicyFound {
  readonly policy: ConditionalAccessPolicy;
  /** Conditions that turn on what only the sign-in itself shows; empty: it can be decided. */
  readonly unforeseen: readonly UnforeseenCondition[];
}

export type UnforeseenCondition = 'risk' | 'platform' | 'device' | 'country' | 'application-filter' | 'guests';

/** Locations that are no ids. */
const places: ReadonlySet<string> = new Set(['all', 'alltrusted']);

/** Where an address lies is known of networks only (`known`: ids of those), not of countries. */
export function withPlaces(found: PolicyFound, known: ReadonlySet<string>): PolicyFound {
  const { includedLocations, excludedLocations, state } = found.policy;
  const isDark = [...includedLocations, ...excludedLocations].some(
    (each) => !places.has(each.toLowerCase()) && !known.has(each),
  );
  return isDark && state !== 'disabled' ? { ...found, unforeseen: [...found.unforeseen, 'country'] } : found;
}

const states: Readonly<Record<string, ConditionalAccessPolicy['state']>> = {
  enabled: 'enabled',
  disabled: 'disabled',
  enabledforreportingbutnotenforced: 'report-only',
};

export function readPolicy(row: Fields): PolicyFound {
  const conditions = row.object('conditions');
  const [users, applications, locations] = [
    conditions.object('users'),
    conditions.object('applications'),
    conditions.object('locations'),
  ];
  const grant = grantOf(row.object('grantControls'));
  const included = locations.texts('includeLocations');
  const policy: ConditionalAccessPolicy = {
    id: row.text('id'),
    name: row.optionalText('displayName') ?? row.text('id'),
    // Without a demand it only shapes the session, which legacy clients have none of.
    state: grant === null ? 'disabled' : (states[row.text('state').toLowerCase()] ?? 'disabled'),
    clientApps: clientAppsOf(conditions),
    includedUsers: listedUsers(users, 'include'),
    excludedUsers: listedUsers(users, 'exclude'),
    includedApplications: applications.texts('includeApplications'),
    excludedApplications: applications.texts('excludeApplications'),
    includedLocations: included.length === 0 ? ['All'] : included,
    excludedLocations: locations.texts('excludeLocations'),
    grant: grant ?? 'block',
    createdAt: row.time('createdDateTime'),
    modifiedAt: row.time('modifiedDateTime'),
  };
  return { policy, unforeseen: policy.state === 'disabled' ? [] : unforeseenOf(conditions, policy) };
}

/** Users, groups and roles by their ids: who belongs to a group is called by its id too. */
export function listedUsers(users: Fields, which: 'include' | 'exclude'): string[] {
  return ['Users', 'Groups', 'Roles'].flatMap((kind) => users.texts(`${which}${kind}`));
}

function clientAppsOf(conditions: Fields): readonly ClientAppType[] {
  const named = conditions.texts('clientAppTypes').map((each) => each.toLowerCase());
  const known = clientAppTypes.filter((each) => named.includes(each.toLowerCase()));
  return named.length === 0 ? ['all'] : known;
}

/** Null: nothing is demanded. A legacy client can meet no demand: each is as good as that for MFA. */
function grantOf(controls: Fields): ConditionalAccessPolicy['grant'] | null {
  const builtIn = controls.texts('builtInControls').map((each) => each.toLowerCase());
  if (builtIn.includes('block')) return 'block';
  const others =
    controls.texts('customAuthenticationFactors').length +
    controls.texts('termsOfUse').length +
    (controls.object('authenticationStrength').optionalText('id') === null ? 0 : 1);
  return builtIn.length + others === 0 ? null : 'mfa';
}

function unforeseenOf(conditions: Fields, policy: ConditionalAccessPolicy): UnforeseenCondition[] {
  const found: UnforeseenCondition[] = [];
  const risks = ['userRiskLevels', 'signInRiskLevels', 'servicePrincipalRiskLevels'];
  if (risks.some((name) => conditions.texts(name).length > 0)) found.push('risk');
  const platforms = conditions.object('platforms').texts('includePlatforms');
  if (platforms.some((each) => each.toLowerCase() !== 'all')) found.push('platform');
  if (conditions.object('devices').object('deviceFilter').optionalText('rule') !== null) found.push('device');
  if (conditions.object('applications').object('applicationFilter').optionalText('rule') !== null)
    found.push('application-filter');
  if (policy.includedUsers.some((each) => each.toLowerCase() === 'guestsorexternalusers')) found.push('guests');
  return found;
}

/** Null: it is a list of countries, and where an address lies nobody here can tell. */
export function readLocation(row: Fields): NamedLocation | null {
  const ranges = row.objects('ipRanges').map((range) => range.text('cidrAddress'));
  if (ranges.length === 0) return null;
  return {
    id: row.text('id'),
    name: row.optionalText('displayName') ?? row.text('id'),
    trusted: row.raw('isTrusted') === true,
    ranges,
    createdAt: row.time('createdDateTime'),
    modifiedAt: row.time('modifiedDateTime'),
  };
}
