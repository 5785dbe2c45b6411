/** What the doctor foresees of a tenant, as the admin API has it: what a change would do, and what comes from Microsoft. It changes nothing. */
import { Type } from 'typebox';
import { instant, oneOf, orNull, shape, sought, strictly, texts } from './common.ts';
import { route } from './route-contract.ts';
import { tenantSettingValues, userSettingValues } from './settings.ts';

const days = Type.Integer({
  minimum: 1,
  maximum: 90,
  default: 30,
  description: 'How far back the sign-in log is read',
});
const isCut = Type.Boolean({ description: 'There were more sign-ins or users than are looked at' });
const gate = orNull(Type.String({ description: 'The one that refuses; null: it is let in' }));

const row = shape('WhatIfRow', {
  userPrincipalName: Type.String(),
  address: Type.String(),
  mechanism: orNull(Type.String()),
  credential: orNull(oneOf('password', 'app-password', 'token')),
  attempts: Type.Integer(),
  at: { ...instant, description: 'Of the last one' },
  before: gate,
  after: gate,
  assumed: Type.Boolean({ description: 'Whether the password was right was not seen; it counts as right' }),
});
const rows = (description: string) => Type.Array(row, { description });

export const foresee = route('POST /doctor/what-if', {
  operationId: 'foresee',
  summary: 'Whom a change of settings would let in or shut out, by the sign-ins that were recorded; changes nothing',
  body: strictly({
    tenant: sought,
    settings: Type.Optional(tenantSettingValues),
    users: Type.Optional(
      Type.Array(strictly({ user: sought, settings: userSettingValues }), { maxItems: 100, description: 'Of users' }),
    ),
    days: Type.Optional(days),
  }),
  answer: shape('WhatIf', {
    days: Type.Integer(),
    attempts: { ...Type.Integer(), description: 'Sign-ins that were looked at, the newest' },
    isCut,
    letIn: rows('At most 500, here and below'),
    shutOut: rows('Those that sign in now, and would no more'),
    elsewhere: rows('Refused before and after, at another gate'),
    stayIn: Type.Integer(),
    stayOut: Type.Integer(),
    unknown: { ...Type.Integer(), description: 'Attempts for names that nobody has' },
  }),
});

export const showReadiness = route('GET /doctor/readiness', {
  operationId: 'showReadiness',
  summary: 'Who still signs in with a password, when that ends, and where each can go',
  query: strictly({ tenant: sought, days }),
  answer: shape('Readiness', {
    days: Type.Integer(),
    isCut,
    ready: { ...Type.Integer(), description: 'Names that sign in with OAuth only' },
    dates: Type.Array(
      shape('RetirementDate', {
        id: Type.String({ description: 'Its text stands under `date.ID`' }),
        on: Type.String({ description: 'A day, a month or a half of a year' }),
        at: { ...instant, description: 'The last moment of it' },
        source: Type.String(),
      }),
    ),
    migrations: Type.Array(
      shape('Migration', {
        userPrincipalName: Type.String(),
        addresses: orNull(texts),
        mechanisms: orNull(texts),
        count: Type.Integer(),
        counted: oneOf('sign-ins', 'messages'),
        lastAt: orNull(instant),
        peakPerHour: orNull(Type.Integer()),
        alsoOAuth: Type.Boolean(),
        oldTls: Type.Boolean({ description: 'Seen with TLS 1.0 or 1.1, or with none' }),
        ways: Type.Array(
          shape('MigrationWay', {
            id: Type.String({ description: 'Its texts stand under `way.ID` and `way.ID.limits`' }),
            against: { ...texts, description: 'What stands against it' },
          }),
        ),
      }),
      { description: 'The busiest first' },
    ),
  }),
});
