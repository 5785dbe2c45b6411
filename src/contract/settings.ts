/** Settings as the admin API takes them; `null` puts one back to its default. */

import type { TSchema, TUnsafe } from 'typebox';
import { Type } from 'typebox';
import { locationFields, policyDecisions, policyName } from './conditional-access.ts';
import { retiredReplies, sendingRestrictions, simulatedFailures } from './words.ts';

const orDefault = (schema: TSchema) => Type.Union([schema, Type.Null()]);
const oneOf = (...values: string[]) => Type.Union(values.map((value) => Type.Literal(value)));
const onOff = oneOf('on', 'off');
const name = Type.String({ minLength: 1, maxLength: 320 });
const names = Type.Array(name, { maxItems: 1000 });
const count = Type.Integer({ minimum: 0, maximum: 2 ** 31 - 1 });
const atLeastOne = Type.Integer({ minimum: 1, maximum: 2 ** 31 - 1 });
const id = Type.String({
  pattern: '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$',
  examples: ['0a1b2c3d-4e5f-6789-abcd-ef0123456789'],
});
const time = orDefault(Type.Integer({ minimum: 0 }));
const optional = (schema: TSchema) => Type.Optional(schema);
const strict = { additionalProperties: false };
const { state: _, ...decisions } = policyDecisions;

const limits = {
  messagesPerMinute: count,
  recipientsPerDay: count,
  concurrentConnections: count,
  recipientsPerMessage: atLeastOne,
  messageSizeBytes: atLeastOne,
};

/** One schema for each setting of a tenant. */
export const tenantSettingSchemas = {
  securityDefaults: Type.Boolean(),
  administratorMfa: onOff,
  smtpAuth: onOff,
  basicAuthentication: oneOf('available', 'retired'),
  retiredReply: oneOf(...retiredReplies),
  legacyTlsClients: Type.Boolean(),
  appPasswords: onOff,
  authenticationPolicies: Type.Array(Type.Object({ name, allowBasicAuthSmtp: Type.Boolean() }, strict), {
    maxItems: 100,
  }),
  defaultAuthenticationPolicy: name,
  conditionalAccessPolicies: Type.Array(
    Type.Object(
      {
        name: policyName,
        state: policyDecisions.state,
        id: optional(id),
        /** What is left out has its ordinary meaning: legacy clients of everybody from everywhere are blocked. */
        ...Object.fromEntries(Object.entries(decisions).map(([key, schema]) => [key, optional(schema)])),
        createdAt: optional(time),
        modifiedAt: optional(time),
        /** Older words for the locations. */
        blockedRanges: optional(names),
        excludedRanges: optional(names),
      },
      strict,
    ),
    { maxItems: 195 },
  ),
  namedLocations: Type.Array(Type.Object({ id, ...locationFields, createdAt: time, modifiedAt: time }, strict), {
    maxItems: 195,
  }),
  trustedIssuers: Type.Array(
    Type.Object(
      {
        id: name,
        issuer: name,
        audience: name,
        jwksUri: Type.String({
          maxLength: 500,
          pattern: '^(https://|http://(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1\\])[:/])\\S+$',
          examples: ['https://login.example/keys'],
        }),
        userClaim: name,
        requiredScope: name,
      },
      strict,
    ),
    { maxItems: 10 },
  ),
  sendFromAlias: Type.Boolean(),
  overMessageRate: oneOf('delay', 'refuse'),
  ...limits,
  sentItemsDays: count,
  sentItemsMessages: count,
};

/** One schema for each setting of a user. */
export const userSettingSchemas = {
  accountEnabled: Type.Boolean(),
  passwordExpired: Type.Boolean(),
  tokensValidFrom: Type.Integer({ minimum: 0 }),
  licensed: Type.Boolean(),
  perUserMfa: oneOf('disabled', 'enabled', 'enforced'),
  authenticationPolicy: name,
  mailboxSmtpAuth: oneOf('on', 'off', 'inherit'),
  sendingRestriction: oneOf(...sendingRestrictions),
  simulatedFailure: oneOf(...simulatedFailures),
  ...limits,
};

function valuesOf(schemas: Record<string, TSchema>): Record<string, TSchema> {
  const entries = Object.entries(schemas).map(([key, schema]) => [key, Type.Optional(orDefault(schema))] as const);
  return Object.fromEntries(entries);
}

function patchOf(schemas: Record<string, TSchema>): TUnsafe<SettingsPatch> {
  const properties = valuesOf(schemas);
  const patch = Type.Object(
    {
      settings: Type.Object(properties, { ...strict, minProperties: 1 }),
      /** When the change is put back by itself. */
      until: Type.Optional(Type.String({ format: 'date-time' })),
      expected: Type.Optional(
        Type.Object(properties, {
          ...strict,
          description: 'What the change rests on; null: nobody has set it. Where another value is there by now: 409',
        }),
      ),
    },
    strict,
  );
  return Type.Unsafe<SettingsPatch>(patch);
}

export interface SettingsPatch {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly until?: string;
  readonly expected?: Readonly<Record<string, unknown>>;
}

type Values = Readonly<Record<string, unknown>>;

/** Values alone, null being the default: for what would be so. */
export const tenantSettingValues = Type.Unsafe<Values>(Type.Object(valuesOf(tenantSettingSchemas), strict));
export const userSettingValues = Type.Unsafe<Values>(Type.Object(valuesOf(userSettingSchemas), strict));

export const tenantSettingsPatch = patchOf(tenantSettingSchemas);
export const userSettingsPatch = patchOf(userSettingSchemas);
