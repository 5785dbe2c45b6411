/** Conditional Access policies, as far as Postern can hold to them, and the places that they name. Pure. */

/** How a client signs in, in Microsoft's words; `other` is legacy authentication, and with it basic SMTP (M365 R8). */
export const clientAppTypes = ['all', 'browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'] as const;
export type ClientAppType = (typeof clientAppTypes)[number];

export interface ConditionalAccessPolicy {
  readonly id: string;
  readonly name: string;
  readonly state: 'enabled' | 'disabled' | 'report-only';
  readonly clientApps: readonly ClientAppType[];
  /** `All`, `None`, ids of users; principal names are understood as well. */
  readonly includedUsers: readonly string[];
  readonly excludedUsers: readonly string[];
  /** `All`, `None`, `Office365`, or client ids of what is signed in to. */
  readonly includedApplications: readonly string[];
  readonly excludedApplications: readonly string[];
  /** `All`, `AllTrusted`, ids of named locations; ranges (CIDR) are understood as well. */
  readonly includedLocations: readonly string[];
  readonly excludedLocations: readonly string[];
  readonly grant: 'block' | 'mfa';
  /** Milliseconds since 1970, UTC; null: it is not known. */
  readonly createdAt: number | null;
  readonly modifiedAt: number | null;
}

/** A place that policies name by its id: the networks that make it up. */
export interface NamedLocation {
  readonly id: string;
  readonly name: string;
  readonly trusted: boolean;
  /** CIDR. */
  readonly ranges: readonly string[];
  readonly createdAt: number | null;
  readonly modifiedAt: number | null;
}

/** What one tenant may have of each (Microsoft: 195 policies, 195 locations of 2,000 ranges). */
export const maximumPolicies = 195;
export const maximumNamedLocations = 195;
export const maximumRanges = 2000;
/** Users, applications or locations that one list of a policy holds. */
export const maximumListed = 1000;

const words = ['All', 'None', 'AllTrusted', 'Office365'];

/** A word of Microsoft's that lists may hold, in whatever case it is written. */
export function policyWord(written: string): string | undefined {
  return words.find((word) => word.toLowerCase() === written.toLowerCase());
}

/** A policy as somebody writes it: what is left out has its ordinary meaning. */
export type WrittenPolicy = Pick<ConditionalAccessPolicy, 'name' | 'state'> &
  Partial<ConditionalAccessPolicy> & {
    /** Older words for included and excluded locations. */
    readonly blockedRanges?: readonly string[];
    readonly excludedRanges?: readonly string[];
  };

/** The whole policy; left to itself it blocks the legacy clients of everybody from everywhere. */
export function wholePolicy({
  blockedRanges = [],
  excludedRanges = [],
  ...written
}: WrittenPolicy): ConditionalAccessPolicy {
  const ordinary = {
    id: written.name,
    clientApps: ['exchangeActiveSync', 'other'],
    includedUsers: ['All'],
    excludedUsers: [],
    includedApplications: ['All'],
    excludedApplications: [],
    includedLocations: blockedRanges.length === 0 ? ['All'] : blockedRanges,
    excludedLocations: excludedRanges,
    grant: 'block',
    createdAt: null,
    modifiedAt: null,
  } as const;
  // In the order in which it was written: what was read and is written again stays as it was, to the octet.
  return { ...written, ...ordinary, ...written };
}
