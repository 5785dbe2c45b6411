/** Accepted messages and the queue, as the admin API has them. */
import { Type } from 'typebox';
import { dateTime, instant, limit, oneOf, orNull, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';
import { waitingStates } from './words.ts';

export const stateNames = [
  'queued',
  'delivering',
  'deferred',
  'uncertain',
  'held',
  'delivered',
  'bounced',
  'cancelled',
  'dead',
] as const;

const lastAnswer = shape('LastAnswer', { at: instant, connector: Type.String(), text: Type.String() });

/** What else there is besides the name depends on it. */
const recipientState = shape('RecipientState', {
  name: oneOf(...stateNames),
  nextAttemptAt: Type.Optional(instant),
  owner: Type.Optional(Type.String()),
  leaseUntil: Type.Optional(instant),
  answer: Type.Optional(lastAnswer),
  by: Type.Optional(Type.String()),
  at: Type.Optional(instant),
  bounceId: Type.Optional(orNull(Type.String())),
});

const envelope = shape('Envelope', {
  reversePath: Type.String({ description: 'Empty for <>' }),
  recipients: Type.Array(
    shape('EnvelopeRecipient', {
      address: Type.String(),
      notify: orNull(Type.Union([Type.Literal('NEVER'), Type.Array(oneOf('SUCCESS', 'FAILURE', 'DELAY'))])),
      originalRecipient: orNull(Type.String()),
    }),
  ),
  body: oneOf('7BIT', '8BITMIME', 'BINARYMIME'),
  smtpUtf8: Type.Boolean(),
  requireTls: Type.Boolean(),
  ret: orNull(oneOf('FULL', 'HDRS')),
  envelopeId: orNull(Type.String()),
});

const origin = shape('MessageOrigin', {
  door: oneOf('graph'),
  appId: Type.String(),
  caller: shape('MessageCaller', { kind: oneOf('user', 'application'), id: Type.String(), name: Type.String() }),
  address: Type.String(),
  correlationId: Type.String(),
});

export const message = shape('Message', {
  id: Type.String(),
  acceptedAt: instant,
  tenantId: Type.String(),
  userId: orNull(Type.String()),
  sizeBytes: Type.Integer(),
  subject: Type.String(),
  messageIdField: Type.String(),
  envelope,
  bounceOf: orNull(Type.String()),
  origin: orNull(origin),
  recipients: Type.Array(
    shape('Recipient', { address: Type.String(), attempts: Type.Integer(), state: recipientState }),
  ),
});

const messages = shape('Messages', {
  messages: Type.Array(message),
  next: orNull(
    Type.String({
      description: 'The next page is `olderThan` it; null: there is none. Where few are found, a page may be short',
    }),
  ),
});
export const ofMessage = strictly({
  id: Type.String({ ...sought, description: 'As the reply to the message gave it' }),
});

export const listMessages = route('GET /messages', {
  operationId: 'listMessages',
  summary: 'Accepted messages, newest first',
  query: strictly({
    tenant: Type.Optional(sought),
    mailbox: Type.Optional(Type.String({ ...sought, description: 'Only the Sent Items of this mailbox' })),
    to: Type.Optional(Type.String({ ...sought, description: 'The address of a recipient' })),
    search: Type.Optional(
      Type.String({
        ...sought,
        description: 'A part of the subject, of a sender, a recipient or the Message-ID, in any case; or the id',
      }),
    ),
    sender: Type.Optional(Type.String({ ...sought, description: 'A part of the envelope sender' })),
    since: Type.Optional({ ...dateTime, description: 'Accepted then or later' }),
    until: Type.Optional({ ...dateTime, description: 'Accepted then or before' }),
    state: Type.Optional(oneOf(...stateNames)),
    olderThan: Type.Optional(Type.String({ ...sought, description: 'The id of the last message of the page before' })),
    limit: limit(),
  }),
  answer: messages,
});

export const showMessage = route('GET /messages/{id}', {
  operationId: 'showMessage',
  summary: 'The envelope of a message and the state of each recipient',
  params: ofMessage,
  answer: shape('OneMessage', { message }),
});

export const readMessage = route('GET /messages/{id}/raw', {
  operationId: 'readMessage',
  summary: 'The stored message, octet for octet',
  params: ofMessage,
  octets: 'message/rfc822',
});

export const listQueue = route('GET /queue', {
  operationId: 'listQueue',
  summary: 'Messages that wait or need an operator, newest first',
  query: strictly({
    tenant: Type.Optional(sought),
    state: Type.Optional(oneOf(...waitingStates)),
    olderThan: Type.Optional(Type.String({ ...sought, description: 'The id of the last message of the page before' })),
    limit: limit(),
  }),
  answer: messages,
});

const changed = shape('ChangedRecipients', { changed: Type.Integer({ description: 'Recipients' }) });

export const retryMessage = route('POST /queue/{id}/retry', {
  operationId: 'retryMessage',
  summary: 'Try the recipients of a message now',
  params: ofMessage,
  answer: changed,
});

export const holdMessage = route('POST /queue/{id}/hold', {
  operationId: 'holdMessage',
  summary: 'Hold a message back',
  params: ofMessage,
  answer: changed,
});

export const releaseMessage = route('POST /queue/{id}/release', {
  operationId: 'releaseMessage',
  summary: 'Release a message that was held back',
  params: ofMessage,
  answer: changed,
});

export const cancelMessage = route('POST /queue/{id}/cancel', {
  operationId: 'cancelMessage',
  summary: 'Deliver a message no more; nobody is told',
  params: ofMessage,
  answer: changed,
});
