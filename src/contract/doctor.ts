/** The doctor's questions about an error and a user, as the admin API has them. It changes nothing; a plan is carried out by the routes of the settings. */
import { Type } from 'typebox';
import { instant, longestPassword, oneOf, orNull, shape, sought, strictly, texts } from './common.ts';
import { advice, finding, hole, weakens } from './doctor-findings.ts';
import { route } from './route-contract.ts';
import { text, traceEntry } from './sign-ins.ts';
import { ofUser } from './users.ts';

export const explainText = route('POST /doctor/explain', {
  operationId: 'explainText',
  summary: 'What a text of an error says: its cause, and what to do. Nothing is looked up',
  body: strictly({
    text: Type.String({ minLength: 1, maxLength: 200_000, description: 'A reply, a log, a stack trace' }),
  }),
  answer: shape('Explanation', {
    cause: Type.String(),
    confidence: oneOf('certain', 'likely', 'possible', 'none'),
    evidence: { ...texts, description: 'The words that decided' },
    others: { ...texts, description: 'Other causes that something speaks for' },
    isElsewhere: Type.Boolean({ description: "It is another provider's server that speaks" }),
    tokens: Type.Array(
      shape('TokenClaims', {
        audience: Type.String(),
        permissions: texts,
        userPrincipalName: orNull(Type.String()),
        appId: orNull(Type.String()),
        tenantId: orNull(Type.String()),
        expiresAt: orNull(instant),
      }),
    ),
    advice,
  }),
});

export const mechanism = oneOf('LOGIN', 'PLAIN', 'XOAUTH2', 'OAUTHBEARER', 'SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS');
const scope = oneOf('tenant', 'user');
const verdict = { allowed: Type.Boolean(), gate: orNull(Type.String({ description: 'The one that refuses' })) };

const device = shape('Device', {
  userPrincipalName: Type.String(),
  address: Type.String(),
  attempts: Type.Integer(),
  at: instant,
  outcome: oneOf('allowed', 'refused'),
});

const spread = shape('Spread', {
  usualMs: orNull(Type.Integer({ description: 'When it may be expected to hold; null: that is not established' })),
  atMostMs: orNull(Type.Integer()),
  source: Type.String(),
});

const plannedStep = shape('PlannedStep', {
  gate: Type.String({ description: 'The one that it opens' }),
  kind: oneOf('set', 'client'),
  message: text,
  weakens,
  settings: Type.Array(shape('PlannedSetting', { scope, name: Type.String(), value: Type.Unknown() })),
  reach: shape('StepReach', {
    users: orNull(Type.Integer({ description: 'Whose sign-in it concerns; null: it could not be counted' })),
    devices: orNull({ ...Type.Array(device), description: 'Those seen last; null: the log cannot be read' }),
    allDevices: orNull(Type.Integer()),
  }),
  spread: orNull(spread),
});

const articleChange = shape('ArticleChange', {
  control: oneOf('security-defaults', 'smtp-auth', 'multi-factor'),
  setting: shape('ArticleSetting', { scope, name: Type.String() }),
});

const plan = shape('Plan', {
  steps: { ...Type.Array(plannedStep), description: 'Empty: nothing is in the way, or nothing helps' },
  after: shape('AfterPlan', verdict),
  changes: Type.Array(
    shape('PlannedChange', {
      scope,
      name: Type.String(),
      before: Type.Unknown(),
      after: Type.Unknown(),
      expected: Type.Unknown({ description: 'For `expected` of the route that changes settings' }),
    }),
    { description: 'Of all steps together, in the order in which they are to be made' },
  ),
  needsAppPassword: Type.Boolean(),
  alternative: orNull(
    shape('Alternative', {
      way: oneOf('oauth-smtp', 'graph'),
      steps: Type.Array(shape('AlternativeStep', { gate: Type.String(), message: text })),
    }),
  ),
  article: shape('ComparedWithArticle', {
    changes: { ...Type.Array(articleChange), description: "What Microsoft's article would change" },
    unneeded: { ...Type.Array(articleChange), description: 'What of that the plan does without' },
  }),
});

export const examineUser = route('POST /doctor/users/{user}/examination', {
  operationId: 'examineUser',
  summary:
    'What a device that signs in as a user would be answered now, the smallest plan that lets it in, and what else is found; what the caller may not read is taken to be at its default and said to be. It changes nothing',
  params: ofUser,
  body: strictly({
    mechanism: Type.Optional({ ...mechanism, description: 'How it signs in; left out: as it last did, or LOGIN' }),
    address: Type.Optional(Type.String({ ...sought, description: 'From where; left out: as it last did' })),
    credential: Type.Optional({ ...oneOf('password', 'app-password'), description: 'What it holds' }),
    deviceAsIs: Type.Optional(Type.Boolean({ description: 'Nothing can be changed at the device' })),
  }),
  answer: shape('Examination', {
    user: shape('ExaminedUser', { id: Type.String(), userPrincipalName: Type.String() }),
    tenant: shape('ExaminedTenant', { id: Type.String(), domain: Type.String(), displayName: Type.String() }),
    device: shape('ExaminedDevice', {
      mechanism,
      credential: oneOf('password', 'app-password', 'token'),
      tls: Type.String(),
      address: Type.String({ description: 'Empty: not known' }),
      endpoint: oneOf('submission', 'legacy-tls'),
    }),
    effective: shape('EffectiveAnswer', {
      ...verdict,
      reply: orNull(Type.String({ description: 'Its name' })),
    }),
    trace: Type.Array(traceEntry),
    lastAttempt: orNull(
      shape('LastAttempt', {
        at: instant,
        outcome: oneOf('allowed', 'refused'),
        gate: orNull(Type.String()),
        address: Type.String(),
        mechanism: orNull(Type.String()),
        tls: orNull(Type.String()),
      }),
    ),
    assumed: Type.Array(shape('AssumedControl', { scope, name: Type.String(), because: hole })),
    plan,
    findings: { ...Type.Array(finding), description: 'The weightiest first' },
  }),
});

export const testSignIn = route('POST /doctor/users/{user}/test-sign-in', {
  operationId: 'testSignIn',
  summary:
    "A real sign-in as a user at the service's own submission port, from the service itself: it stands in the sign-in log, and a wrong password counts there as everywhere",
  params: ofUser,
  body: strictly({
    password: Type.String({ minLength: 1, maxLength: longestPassword }),
    mechanism: Type.Optional(oneOf('LOGIN', 'PLAIN')),
  }),
  answer: shape('TestedSignIn', {
    outcome: oneOf('allowed', 'refused', 'failed'),
    server: Type.String(),
    reply: orNull(Type.String({ description: 'As the server said it; null: it did not come to one' })),
    reason: orNull(Type.String({ description: 'Why it did not come to an answer' })),
    cause: orNull(Type.String({ description: 'Of a refusal, as the doctor names it' })),
    sessionId: orNull(Type.String({ description: 'For GET /why/{sessionId}, where the reply names it' })),
  }),
});
