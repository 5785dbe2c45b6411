/** The sign-in log and the traces in it, as the admin API has them. */
import { Type } from 'typebox';
import { dateTime, instant, limit, oneOf, orNull, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

export const text = shape('Text', {
  key: Type.String({ description: 'Its key in locales/' }),
  parameters: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number()])),
});

export const traceEntry = shape('TraceEntry', {
  gate: Type.String(),
  verdict: oneOf('open', 'shut', 'not-applicable', 'unknown'),
  because: text,
  setting: Type.Unknown({ description: 'The setting that made it so; null: none' }),
  remedies: Type.Array(
    Type.Unknown({
      description:
        'What opens the gate: `kind` (set, client), `message`, `weakens` (nothing, mailbox, user, organization); of set `changes`, each with `setting` and `value`; of client `becomes`, what of the attempt is different then',
    }),
  ),
});

const outcome = oneOf('allowed', 'refused', 'error');

const kind = oneOf('smtp', 'interactive', 'non-interactive', 'service-principal');

const signIn = shape('SignIn', {
  id: Type.String(),
  kind,
  sessionId: Type.String({ description: 'Of the SMTP session; empty elsewhere' }),
  correlationId: Type.String(),
  at: instant,
  tenantId: orNull(Type.String()),
  userId: orNull(Type.String()),
  login: Type.String(),
  application: orNull(shape('SignInApplication', { appId: Type.String(), displayName: Type.String() })),
  resource: Type.String(),
  address: Type.String(),
  listener: Type.String(),
  mechanism: orNull(Type.String()),
  tls: Type.String(),
  outcome,
  gate: orNull(Type.String()),
  reply: orNull(Type.String()),
  errorCode: Type.Integer({ description: 'The AADSTS number; 0: success, or refused by Exchange' }),
  credential: Type.String(),
  authentication: oneOf('single-factor', 'multi-factor'),
  trace: Type.Array(traceEntry),
});

const refusal = shape('SubmissionRefusal', {
  id: Type.String(),
  sessionId: Type.String(),
  at: instant,
  tenantId: Type.String(),
  userId: Type.String(),
  reply: Type.String(),
  because: text,
  reversePath: Type.String(),
});

const search = strictly({
  tenant: Type.Optional(sought),
  user: Type.Optional(sought),
  application: Type.Optional(sought),
  address: Type.Optional(sought),
  reply: Type.Optional(Type.String({ ...sought, description: 'The name of a reply, or its code: 535, 5.7.139' })),
  gate: Type.Optional(Type.String({ ...sought, description: 'The name of a gate' })),
  outcome: Type.Optional(outcome),
  kind: Type.Optional(kind),
  errorCode: Type.Optional(Type.Integer({ minimum: 0, maximum: 9_999_999 })),
  correlationId: Type.Optional(sought),
  from: Type.Optional(dateTime),
  to: Type.Optional(dateTime),
  olderThan: Type.Optional(Type.String({ ...sought, description: 'The id of the last record of the page before' })),
  limit: limit(),
});

export const listSignIns = route('GET /sign-ins', {
  operationId: 'listSignIns',
  summary: 'Sign-ins, newest first',
  query: search,
  answer: shape('SignIns', { signIns: Type.Array(signIn) }),
});

export const exportSignIns = route('GET /sign-ins/export', {
  operationId: 'exportSignIns',
  summary: 'All sign-ins that a search finds, one JSON object a line',
  query: search,
  octets: 'application/x-ndjson',
});

export const explainSession = route('GET /why/{sessionId}', {
  operationId: 'explainSession',
  summary: 'What was allowed and refused in a session, each with its trace',
  params: strictly({ sessionId: Type.String({ ...sought, description: 'The 16 digits at the end of a reply' }) }),
  answer: shape('SessionTrace', {
    sessionId: Type.String(),
    signIns: Type.Array(signIn),
    refusals: Type.Array(refusal),
    replies: Type.Record(Type.String(), Type.String(), {
      description: 'What each reply named here says; the client saw server, time and session behind it',
    }),
  }),
});
