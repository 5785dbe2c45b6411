/** The options of where the logs are forwarded to, `forward[]`. */
import { Type } from 'typebox';

const forwardSame = {
  name: Type.String({
    pattern: '^[A-Za-z0-9._-]{1,64}$',
    examples: ['siem', 'log-archive_2.example'],
    description: 'Name in logs and figures; its place in the logs is kept under it',
  }),
  logs: Type.Array(Type.Union([Type.Literal('sign-ins'), Type.Literal('audit')]), {
    minItems: 1,
    uniqueItems: true,
    default: ['sign-ins', 'audit'],
    description: 'What is forwarded',
  }),
  tenant: Type.String({ default: '', description: 'Domain or id of the one tenant that it is about; empty: all' }),
  start: Type.Union([Type.Literal('now'), Type.Literal('oldest')], {
    default: 'now',
    description: 'Where a target that is new begins',
  }),
  batchRecords: Type.Integer({ minimum: 1, maximum: 1000, default: 100, description: 'Records at once' }),
  timeLimitSeconds: Type.Number({ exclusiveMinimum: 0, maximum: 600, default: 30, description: 'For one batch' }),
  retryFirstSeconds: Type.Number({
    exclusiveMinimum: 0,
    maximum: 3600,
    default: 1,
    description: 'Wait after a failure; doubled after each',
  }),
  retryLongestSeconds: Type.Number({
    exclusiveMinimum: 0,
    maximum: 3600,
    default: 300,
    description: 'The longest such wait',
  }),
} as const;

export const forwardSchema = Type.Union([
  Type.Object(
    {
      ...forwardSame,
      kind: Type.Literal('syslog'),
      host: Type.String({ minLength: 1, description: 'The receiver' }),
      port: Type.Integer({ minimum: 1, maximum: 65_535, description: 'Its port' }),
      transport: Type.Union([Type.Literal('tls'), Type.Literal('tcp'), Type.Literal('udp')], {
        default: 'tls',
        description: '`udp` loses what the network loses',
      }),
      caFile: Type.Optional(Type.String({ description: 'PEM of the authority that vouches for it' })),
      messageBytes: Type.Integer({
        minimum: 2048,
        maximum: 65_000,
        default: 8192,
        description: 'The longest message; of a longer record traces and changes are left out',
      }),
    },
    { additionalProperties: false },
  ),
  Type.Object(
    {
      ...forwardSame,
      kind: Type.Literal('webhook'),
      url: Type.String({ description: 'https; http only to this machine' }),
      secretFile: Type.String({ description: 'File that holds the secret of the signatures' }),
      caFile: Type.Optional(Type.String({ description: 'PEM of the authority that vouches for it' })),
    },
    { additionalProperties: false },
  ),
]);
