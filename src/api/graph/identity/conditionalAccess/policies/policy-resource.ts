/** A Conditional Access policy as Graph shows one. Pure. */
import type { ConditionalAccessPolicy } from '../../../../../directory/conditional-access-policy.ts';
import type { ListShape } from '../../../odata/list-body.ts';
import type { Resource } from '../../../odata/select.ts';

export const states = {
  enabled: 'enabled',
  disabled: 'disabled',
  'report-only': 'enabledForReportingButNotEnforced',
} as const satisfies Record<ConditionalAccessPolicy['state'], string>;

export const policyShape: ListShape = {
  type: 'conditionalAccessPolicy',
  names: [
    'id',
    'templateId',
    'displayName',
    'createdDateTime',
    'modifiedDateTime',
    'state',
    'conditions',
    'grantControls',
    'sessionControls',
  ],
  filterable: ['id', 'displayName', 'state', 'createdDateTime', 'modifiedDateTime'],
  orderable: ['displayName', 'createdDateTime', 'modifiedDateTime'],
};

export function policyResource(policy: ConditionalAccessPolicy): Resource {
  const { id, name, state, grant, createdAt, modifiedAt } = policy;
  return {
    id,
    templateId: null,
    displayName: name,
    createdDateTime: timeOf(createdAt),
    modifiedDateTime: timeOf(modifiedAt),
    state: states[state],
    conditions: {
      userRiskLevels: [],
      signInRiskLevels: [],
      clientAppTypes: policy.clientApps,
      platforms: null,
      locations: locationsOf(policy),
      devices: null,
      clientApplications: null,
      applications: {
        includeApplications: policy.includedApplications,
        excludeApplications: policy.excludedApplications,
        includeUserActions: [],
        includeAuthenticationContextClassReferences: [],
        applicationFilter: null,
      },
      users: {
        includeUsers: policy.includedUsers,
        excludeUsers: policy.excludedUsers,
        includeGroups: [],
        excludeGroups: [],
        includeRoles: [],
        excludeRoles: [],
        includeGuestsOrExternalUsers: null,
        excludeGuestsOrExternalUsers: null,
      },
    },
    grantControls: {
      operator: 'OR',
      builtInControls: [grant],
      customAuthenticationFactors: [],
      termsOfUse: [],
      authenticationStrength: null,
    },
    sessionControls: null,
  };
}

/** Null: from everywhere. */
function locationsOf({ includedLocations, excludedLocations }: ConditionalAccessPolicy): object | null {
  const everywhere = includedLocations.length === 1 && includedLocations[0] === 'All';
  if (everywhere && excludedLocations.length === 0) return null;
  return { includeLocations: includedLocations, excludeLocations: excludedLocations };
}

export function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
