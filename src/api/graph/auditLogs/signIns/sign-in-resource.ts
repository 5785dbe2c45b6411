/** A sign-in as Entra's log shows one (M365 §6). Pure. */
import { type Resource as Api, resourceOfAudience, resources } from '../../../../directory/permission.ts';
import { isBasic } from '../../../../sign-in/attempt.ts';
import { isSeenByEntra } from '../../../../sign-in/entra-error-code.ts';
import { clientAppUsed, type SignInRecord } from '../../../../sign-in/sign-in-log.ts';
import type { GraphVersion } from '../../graph-call.ts';
import type { ListShape } from '../../odata/list-body.ts';
import type { Resource } from '../../odata/select.ts';
import { failureReason } from '../failure-reason.ts';
import { guidOfRecord } from '../record-guid.ts';

/** Who signed in, as the directory has them now; null: it has them no more. */
export interface SignedIn {
  readonly user: { readonly displayName: string; readonly userPrincipalName: string } | null;
  readonly servicePrincipal: { readonly id: string; readonly displayName: string } | null;
}

const names = [
  'id',
  'createdDateTime',
  'userDisplayName',
  'userPrincipalName',
  'userId',
  'appId',
  'appDisplayName',
  'ipAddress',
  'clientAppUsed',
  'correlationId',
  'conditionalAccessStatus',
  'isInteractive',
  'riskDetail',
  'riskLevelAggregated',
  'riskLevelDuringSignIn',
  'riskState',
  'riskEventTypes',
  'riskEventTypes_v2',
  'resourceDisplayName',
  'resourceId',
  'status',
  'deviceDetail',
  'location',
  'appliedConditionalAccessPolicies',
];

const betaNames = [
  'signInEventTypes',
  'authenticationProtocol',
  'authenticationRequirement',
  'authenticationDetails',
  'authenticationMethodsUsed',
  'authenticationProcessingDetails',
  'servicePrincipalId',
  'servicePrincipalName',
  'userType',
  'tokenIssuerType',
  'homeTenantId',
  'resourceTenantId',
];

const filterable = [
  'id',
  'createdDateTime',
  'userDisplayName',
  'userPrincipalName',
  'userId',
  'appId',
  'appDisplayName',
  'ipAddress',
  'clientAppUsed',
  'correlationId',
  'conditionalAccessStatus',
  'isInteractive',
  'status/errorCode',
  'status/failureReason',
  'resourceDisplayName',
  'resourceId',
  'riskState',
  'riskDetail',
  'riskLevelAggregated',
  'riskLevelDuringSignIn',
  'appliedConditionalAccessPolicies/displayName',
  'appliedConditionalAccessPolicies/id',
];

const betaFilterable = [
  'signInEventTypes',
  'authenticationRequirement',
  'authenticationProtocol',
  'servicePrincipalId',
  'servicePrincipalName',
];

export function signInShape(version: GraphVersion): ListShape {
  const beta = version === 'beta';
  return {
    type: 'signIn',
    names: beta ? [...names, ...betaNames] : names,
    filterable: beta ? [...filterable, ...betaFilterable] : filterable,
    orderable: ['createdDateTime'],
  };
}

/**
 * Whether Entra's log has a row of it: not of what is refused before Entra is asked, and not of a token at the SMTP door,
 * which Entra saw when it was issued.
 */
export function isInEntrasLog({ kind, mechanism, gate }: SignInRecord): boolean {
  return kind !== 'smtp' || (mechanism !== null && isBasic(mechanism) && isSeenByEntra(gate));
}

/** Entra's kinds; legacy authentication stands among the non-interactive. */
export function eventTypeOf({ kind }: Pick<SignInRecord, 'kind'>): string {
  if (kind === 'interactive') return 'interactiveUser';
  return kind === 'service-principal' ? 'servicePrincipal' : 'nonInteractiveUser';
}

/** `showPolicies`: the reader may know of Conditional Access policies. */
export function signInResource(
  record: SignInRecord,
  { user, servicePrincipal }: SignedIn,
  showPolicies: boolean,
): Resource {
  const api: Api | null = record.kind === 'smtp' ? 'exchange' : resourceOfAudience(record.resource);
  const application = record.application ?? (api === null ? null : resources[api]);
  const own = record.kind === 'service-principal';
  return {
    id: guidOfRecord(record.id),
    createdDateTime: new Date(record.at).toISOString(),
    userDisplayName: own ? '' : (user?.displayName ?? record.login),
    userPrincipalName: own ? '' : (user?.userPrincipalName ?? record.login),
    userId: record.userId ?? '',
    appId: application?.appId ?? '',
    appDisplayName: application?.displayName ?? '',
    ipAddress: record.address,
    clientAppUsed: clientAppUsed(record),
    correlationId: record.correlationId,
    conditionalAccessStatus: record.errorCode === blockedByPolicy ? 'failure' : 'notApplied',
    isInteractive: record.kind === 'interactive',
    ...noRisk,
    resourceDisplayName: api === null ? '' : resources[api].displayName,
    resourceId: api === null ? '' : resources[api].appId,
    status: {
      errorCode: record.errorCode,
      failureReason: failureReason(record.errorCode),
      additionalDetails: record.sessionId === '' ? null : `The id of the SMTP session is ${record.sessionId}.`,
    },
    ...unknownDevice,
    appliedConditionalAccessPolicies: showPolicies ? appliedPolicies(record) : [],
    ...betaOf(record),
    servicePrincipalId: servicePrincipal?.id ?? '',
    servicePrincipalName: servicePrincipal?.displayName ?? '',
  };
}

const blockedByPolicy = 53_003;

/** Nobody here judges risk. */
const noRisk = {
  riskDetail: 'none',
  riskLevelAggregated: 'none',
  riskLevelDuringSignIn: 'none',
  riskState: 'none',
  riskEventTypes: [],
  riskEventTypes_v2: [],
};

const unknownDevice = {
  deviceDetail: {
    deviceId: '',
    displayName: '',
    operatingSystem: '',
    browser: '',
    isCompliant: false,
    isManaged: false,
    trustType: '',
  },
  location: { city: '', state: '', countryOrRegion: '', geoCoordinates: {} },
};

/** Of the SMTP door, the policy that the trace names. */
function appliedPolicies({ trace }: SignInRecord): object[] {
  const entry = trace.find(({ gate }) => gate === 'conditional-access');
  const { policy, policyId } = entry?.because.parameters ?? {};
  if (entry === undefined || policy === undefined) return [];
  const control = { 'gate.conditional-access.blocks': 'Block', 'gate.conditional-access.demands-mfa': 'Mfa' }[
    entry.because.key
  ];
  return [
    {
      id: String(policyId ?? ''),
      displayName: String(policy),
      enforcedGrantControls: control === undefined ? [] : [control],
      enforcedSessionControls: [],
      result: control === undefined ? 'reportOnlyFailure' : 'failure',
    },
  ];
}

function betaOf(record: SignInRecord): Resource {
  const { kind, authentication, at, errorCode, credential, tenantId } = record;
  const multiFactor = authentication === 'multi-factor';
  return {
    signInEventTypes: [eventTypeOf(record)],
    authenticationProtocol: kind === 'smtp' ? 'none' : 'oAuth2',
    authenticationRequirement: multiFactor ? 'multiFactorAuthentication' : 'singleFactorAuthentication',
    authenticationDetails: [
      {
        authenticationStepDateTime: new Date(at).toISOString(),
        authenticationMethod: credential,
        authenticationMethodDetail: null,
        succeeded: errorCode === 0,
        authenticationStepResultDetail: failureReason(errorCode),
        authenticationStepRequirement: 'Primary authentication',
      },
    ],
    authenticationMethodsUsed: [],
    authenticationProcessingDetails: [],
    userType: 'member',
    tokenIssuerType: 'AzureAD',
    homeTenantId: tenantId,
    resourceTenantId: tenantId,
  };
}
