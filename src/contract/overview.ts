/** A tenant's mail at a glance, as the admin API has it. */
import { Type } from 'typebox';
import { instant, oneOf, orNull, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

const count = Type.Integer({ minimum: 0 });
const at = { ...instant, description: 'Its beginning, in milliseconds since 1970, UTC' };

const mailCount = shape('MailCount', {
  at,
  accepted: { ...count, description: 'Messages' },
  delivered: { ...count, description: 'Recipients' },
  failed: { ...count, description: 'Recipients that mail could not be delivered to for good' },
  deferred: { ...count, description: 'Attempts that were to be repeated' },
});

const signInCount = shape('SignInCount', { at, allowed: count, refused: count });

const identity = shape('Identity', {
  userId: Type.String(),
  userPrincipalName: Type.String(),
  lastSentAt: orNull({
    ...instant,
    description: 'A message through any door; null also where the caller may not read it',
  }),
  lastAllowedAt: orNull(instant),
  lastRefusedAt: orNull(instant),
  gate: orNull(Type.String({ description: 'Of the last refusal' })),
  sessionId: orNull(Type.String({ description: 'Of the last refusal, for GET /why/{sessionId}' })),
  address: orNull(Type.String({ description: 'Of the last sign-in' })),
});

const identities = (title: string, description: string) =>
  shape(title, {
    count,
    identities: { ...Type.Array(identity), description: `${description}; at most 50, those seen last first` },
  });

export const showOverview = route('GET /overview', {
  operationId: 'showOverview',
  summary: "A tenant's mail and sign-ins at a glance; what the caller may not read is null",
  query: strictly({
    tenant: Type.Optional(sought),
    silentDays: Type.Integer({
      minimum: 1,
      maximum: 30,
      default: 3,
      description: 'Who has not sent for so long is silent',
    }),
  }),
  answer: shape('Overview', {
    at: instant,
    sending: orNull(
      shape('Sending', {
        answer: oneOf('yes', 'failing', 'unproven', 'no'),
        ready: Type.Boolean({ description: 'Mail is taken' }),
        lastAcceptedAt: orNull(instant),
        lastDeliveredAt: orNull(instant),
        lastFailedAt: orNull(instant),
      }),
    ),
    mail: orNull(
      shape('MailOverTime', {
        hours: { ...Type.Array(mailCount), description: 'The last 24, the one that runs included' },
        days: { ...Type.Array(mailCount), description: 'The last 30 (UTC), the one that runs included' },
      }),
    ),
    signIns: orNull(
      shape('SignInsOverTime', {
        hours: Type.Array(signInCount),
        days: Type.Array(signInCount),
        gates: Type.Array(
          shape('RefusalsByGate', {
            gate: Type.String(),
            day: { ...count, description: 'Refusals of the last 24 hours' },
            month: { ...count, description: 'Of the last 30 days' },
          }),
          { description: 'Those that have refused, the most first' },
        ),
      }),
    ),
    identities: orNull(
      shape('Identities', {
        sending: identities('SendingIdentities', 'Sent or let in of late, and not refused since'),
        refused: identities('RefusedIdentities', 'Refused, and not let in since'),
        silent: identities('SilentIdentities', 'Sent or let in within 30 days, and no more'),
      }),
    ),
    queue: orNull(
      Type.Array(
        shape('WaitingMail', {
          state: Type.String({ description: '`dead`: dead letters' }),
          recipients: { ...count, description: 'Among the 5000 of the service that are due first' },
          oldestAt: { ...instant, description: 'When the oldest was accepted, or came to be held or dead' },
        }),
      ),
    ),
  }),
});
