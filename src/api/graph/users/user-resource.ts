/** A user as Graph shows one. Pure. */
import { settingsInForce, userSettings } from '../../../directory/settings.ts';
import { profileProperties } from '../../../directory/user-profile.ts';
import type { UserWithSettings } from '../../../directory/user-search.ts';
import { licence } from '../licence.ts';
import type { Resource } from '../odata/select.ts';

/** What a user shows when nothing is selected, as in Graph; the rest is had by asking for it. */
export const shownByDefault = [
  'businessPhones',
  'displayName',
  'givenName',
  'jobTitle',
  'mail',
  'mobilePhone',
  'officeLocation',
  'preferredLanguage',
  'surname',
  'userPrincipalName',
  'id',
];

/** What Graph has, and Postern knows nothing of unless somebody has said. */
const empty = {
  ...Object.fromEntries(profileProperties.map((name) => [name, null])),
  ageGroup: null,
  externalUserState: null,
  faxNumber: null,
  lastPasswordChangeDateTime: null,
  onPremisesDistinguishedName: null,
  onPremisesDomainName: null,
  onPremisesImmutableId: null,
  onPremisesLastSyncDateTime: null,
  onPremisesSamAccountName: null,
  onPremisesSecurityIdentifier: null,
  onPremisesSyncEnabled: null,
  onPremisesUserPrincipalName: null,
  passwordPolicies: null,
  passwordProfile: null,
  signInActivity: null,
};

/** Every property that a user has. */
export const userProperties: readonly string[] = Object.keys(
  userResource({
    user: { id: '', tenantId: '', userPrincipalName: '', displayName: '', aliases: [], createdAt: 0 },
    settings: settingsInForce(userSettings, []),
  }),
);

export function userResource({ user, settings }: UserWithSettings): Resource {
  const { id, displayName, userPrincipalName, aliases, createdAt, profile = {} } = user;
  const createdDateTime = timeOf(createdAt);
  const { tokensValidFrom, licensed, accountEnabled } = settings;
  const validFrom = tokensValidFrom.value === null ? null : timeOf(tokensValidFrom.value);
  return {
    ...empty,
    id,
    displayName,
    userPrincipalName,
    mail: userPrincipalName,
    mailNickname: userPrincipalName.slice(0, userPrincipalName.lastIndexOf('@')),
    ...profile,
    accountEnabled: accountEnabled.value,
    proxyAddresses: [`SMTP:${userPrincipalName}`, ...aliases.map((alias) => `smtp:${alias}`)],
    otherMails: [],
    imAddresses: [],
    businessPhones: [],
    identities: [
      {
        signInType: 'userPrincipalName',
        issuer: userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1),
        issuerAssignedId: userPrincipalName,
      },
    ],
    ...licencesOf(licensed.value, createdDateTime),
    createdDateTime,
    deletedDateTime: null,
    creationType: null,
    userType: 'Member',
    signInSessionsValidFromDateTime: validFrom,
    refreshTokensValidFromDateTime: validFrom,
  };
}

/** By the second, as Graph writes times of the directory. */
function timeOf(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}

/** What hangs on the licence. */
export function licencesOf(licensed: boolean, assignedDateTime: string): Resource {
  const { skuId, servicePlanId } = licence;
  if (!licensed) return { assignedLicenses: [], assignedPlans: [], provisionedPlans: [], licenseAssignmentStates: [] };
  return {
    assignedLicenses: [{ disabledPlans: [], skuId }],
    assignedPlans: [{ assignedDateTime, capabilityStatus: 'Enabled', service: 'exchange', servicePlanId }],
    provisionedPlans: [{ capabilityStatus: 'Enabled', provisioningStatus: 'Success', service: 'exchange' }],
    licenseAssignmentStates: [
      {
        skuId,
        assignedByGroup: null,
        disabledPlans: [],
        state: 'Active',
        error: 'None',
        lastUpdatedDateTime: assignedDateTime,
      },
    ],
  };
}
