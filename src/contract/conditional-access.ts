/** Conditional Access policies of a tenant and the places that they name, as the admin API has them. */
import { type TSchema, Type } from 'typebox';
import { instant, oneOf, orNull, shape, sought, strictly, texts } from './common.ts';
import { route } from './route-contract.ts';

/** What one list of a policy, and one place, may hold. */
const listed = (description: string) =>
  Type.Array(Type.String({ minLength: 1, maxLength: 320 }), { maxItems: 1000, description });

export const policyName = Type.String({ minLength: 1, maxLength: 320 });

/** What somebody decides of a policy. */
export const policyDecisions = {
  state: oneOf('enabled', 'disabled', 'report-only'),
  grant: oneOf('block', 'mfa'),
  clientApps: Type.Array(oneOf('all', 'browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other'), {
    minItems: 1,
    maxItems: 5,
    description: '`other` is legacy authentication, and with it basic SMTP',
  }),
  includedUsers: listed('`All`, `None`, principal names or ids'),
  excludedUsers: listed('Principal names or ids'),
  includedApplications: listed('`All`, `None`, `Office365`, or client ids of what is signed in to'),
  excludedApplications: listed('As in includedApplications'),
  includedLocations: listed('`All`, `AllTrusted`, named locations by name or id, or ranges'),
  excludedLocations: listed('As in includedLocations'),
} as const;

/** What somebody decides of a place. */
export const locationFields = {
  name: policyName,
  trusted: Type.Boolean(),
  ranges: Type.Array(Type.String({ minLength: 1, maxLength: 64, examples: ['192.0.2.0/24'] }), {
    minItems: 1,
    maxItems: 2000,
  }),
} as const;

const { state, ...decisions } = policyDecisions;
const optional = <S extends TSchema>(schema: S) => Type.Optional(schema);
const changes = {
  grant: optional(decisions.grant),
  clientApps: optional(decisions.clientApps),
  includedUsers: optional(decisions.includedUsers),
  excludedUsers: optional(decisions.excludedUsers),
  includedApplications: optional(decisions.includedApplications),
  excludedApplications: optional(decisions.excludedApplications),
  includedLocations: optional(decisions.includedLocations),
  excludedLocations: optional(decisions.excludedLocations),
};

const times = { createdAt: orNull(instant), modifiedAt: orNull(instant) };
export const conditionalAccessPolicy = shape('ConditionalAccessPolicy', {
  id: Type.String(),
  name: Type.String(),
  state,
  grant: decisions.grant,
  clientApps: texts,
  includedUsers: texts,
  excludedUsers: texts,
  includedApplications: texts,
  excludedApplications: texts,
  includedLocations: texts,
  excludedLocations: texts,
  ...times,
});
export const namedLocation = shape('NamedLocation', {
  id: Type.String(),
  name: Type.String(),
  trusted: Type.Boolean(),
  ranges: texts,
  ...times,
});

const ofTenant = strictly({ tenant: Type.String({ ...sought, description: 'Id or domain of the tenant' }) });
const ofPolicy = strictly({
  ...ofTenant.properties,
  policy: Type.String({ ...sought, description: 'Its id, or its name where no other has it' }),
});
const ofLocation = strictly({
  ...ofTenant.properties,
  location: Type.String({ ...sought, description: 'Its id, or its name where no other has it' }),
});
const policyAnswer = shape('OneConditionalAccessPolicy', { policy: conditionalAccessPolicy });

export const listConditionalAccess = route('GET /tenants/{tenant}/conditional-access', {
  operationId: 'listConditionalAccess',
  summary: 'Conditional Access policies of a tenant; users by their principal names',
  params: ofTenant,
  answer: shape('ConditionalAccessPolicies', { policies: Type.Array(conditionalAccessPolicy) }),
});

export const showConditionalAccess = route('GET /tenants/{tenant}/conditional-access/{policy}', {
  operationId: 'showConditionalAccess',
  summary: 'One Conditional Access policy',
  params: ofPolicy,
  answer: policyAnswer,
});

export const addConditionalAccess = route('POST /tenants/{tenant}/conditional-access', {
  operationId: 'addConditionalAccess',
  summary: 'Add a Conditional Access policy; what is left out: legacy clients of everybody from everywhere are blocked',
  params: ofTenant,
  body: strictly({ name: policyName, state, ...changes }),
  answer: policyAnswer,
  created: true,
});

export const changeConditionalAccess = route('PATCH /tenants/{tenant}/conditional-access/{policy}', {
  operationId: 'changeConditionalAccess',
  summary: 'Change a Conditional Access policy: what is left out stays',
  params: ofPolicy,
  body: Type.Object(
    {
      name: optional(policyName),
      state: optional(state),
      ...changes,
      addExcludedUsers: optional(listed('To be left out of it, beside those who are')),
      dropExcludedUsers: optional(listed('To be left out of it no longer')),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
  answer: policyAnswer,
});

export const removeConditionalAccess = route('DELETE /tenants/{tenant}/conditional-access/{policy}', {
  operationId: 'removeConditionalAccess',
  summary: 'Remove a Conditional Access policy',
  params: ofPolicy,
});

export const listNamedLocations = route('GET /tenants/{tenant}/named-locations', {
  operationId: 'listNamedLocations',
  summary: 'Networks that Conditional Access policies of a tenant can name',
  params: ofTenant,
  answer: shape('NamedLocations', { locations: Type.Array(namedLocation) }),
});

export const addNamedLocation = route('POST /tenants/{tenant}/named-locations', {
  operationId: 'addNamedLocation',
  summary: 'Add a named location',
  params: ofTenant,
  body: strictly(locationFields),
  answer: shape('AddedNamedLocation', { location: namedLocation }),
  created: true,
});

export const removeNamedLocation = route('DELETE /tenants/{tenant}/named-locations/{location}', {
  operationId: 'removeNamedLocation',
  summary: 'Remove a named location that no policy names',
  params: ofLocation,
});
