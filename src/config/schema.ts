/** Every option of the service, its default and its meaning: `docs/generated/configuration.md` is made from it. */
import { type Static, Type } from 'typebox';
import { forwardSchema } from './options/forward.ts';
import { httpSchema } from './options/http.ts';
import { listenerSchema } from './options/listener.ts';
import { count, port } from './options/numbers.ts';
import { limitsSchema } from './options/session-limits.ts';

const authorityLimitsSchema = Type.Object(
  {
    requests: Type.Integer({
      minimum: 0,
      default: 1200,
      description: 'Requests of one address (of IPv6: of one /64) to the authority in `seconds`; 0: no limit',
    }),
    begins: Type.Integer({
      minimum: 0,
      default: 120,
      description: 'Sign-ins and device codes that one address may begin in `seconds`; 0: no limit',
    }),
    seconds: count(60, 'The time that the two are about'),
    unfinishedPerTenant: count(
      10_000,
      'Sign-ins and device codes of one tenant, and of those that have not told theirs, that are begun and not finished',
    ),
    unfinished: count(50_000, 'The same of all tenants together'),
  },
  { additionalProperties: false, default: {} },
);

const authoritySchema = Type.Object(
  {
    accessTokenSeconds: count(3600, 'Life of an access token, and of an id token'),
    refreshTokenDays: count(90, 'Life of a refresh token that is not used; each use gives a new one'),
    sessionIdleMinutes: count(60, "Silence after which a browser's session at the authority ends"),
    sessionHours: Type.Number({ exclusiveMinimum: 0, default: 8, description: 'Length of such a session' }),
    deviceCodeSeconds: count(900, 'Life of a device code'),
    assertionReuse: Type.Union([Type.Literal('same-address'), Type.Literal('never')], {
      default: 'same-address',
      description: 'Where a client assertion may be used again while it lives: MSAL does so; `never` allows one use',
    }),
    limits: authorityLimitsSchema,
  },
  { additionalProperties: false, default: {} },
);

const trustedIssuersSchema = Type.Object(
  {
    privateAddresses: Type.Boolean({
      default: false,
      description:
        'The keys of trusted issuers may be on this machine and in private networks: whoever administers a tenant can then have the service ask hosts there',
    }),
  },
  { additionalProperties: false, default: {} },
);

const pagesSchema = Type.Object(
  {
    idleMinutes: count(15, "Silence after which a person's session at our own pages ends"),
    sessionMinutes: count(60, 'Length of such a session'),
  },
  { additionalProperties: false, default: {} },
);

const passwordsSchema = Type.Object(
  {
    shortest: Type.Integer({
      minimum: 1,
      maximum: 256,
      default: 12,
      description:
        'Characters that a password needs, at every door where one is set; those that are set already stay good',
    }),
  },
  { additionalProperties: false, default: {} },
);

const watchSchema = Type.Object(
  {
    viewings: count(16, 'Watches of live sessions at once'),
    followers: count(200, 'Streams of what has changed (`GET /events`) at once'),
    queuedLines: count(
      2000,
      'Lines that wait for one slow watcher; the oldest go first, and the watcher is told how many',
    ),
    heartbeatSeconds: Type.Number({
      exclusiveMinimum: 0,
      maximum: 300,
      default: 15,
      description: 'Between two signs of life; so often it is asked whether whoever watches still may',
    }),
  },
  { additionalProperties: false, default: {} },
);

const doctorSchema = Type.Object(
  {
    hosts: Type.Array(Type.String({ minLength: 1, maxLength: 253 }), {
      default: ['smtp.office365.com', 'smtp-legacy.office365.com'],
      maxItems: 1000,
      description:
        'Mail servers that administrators may have this service connect to and examine (`POST /doctor/hosts`); `*` alone: any, those of the network around it included',
    }),
    ports: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), {
      default: [587, 465, 25],
      minItems: 1,
      maxItems: 20,
      description: 'Ports that are tried there, the first that is open before the others',
    }),
  },
  { additionalProperties: false, default: {} },
);

const connectorSchema = Type.Union([
  Type.Object({ name: Type.String(), kind: Type.Literal('capture') }, { additionalProperties: false }),
  Type.Object(
    {
      name: Type.String(),
      kind: Type.Literal('smtp'),
      host: Type.String({ minLength: 1, description: 'The smart host' }),
      port: Type.Integer({ ...port, description: 'Its port' }),
      tls: Type.Union([Type.Literal('none'), Type.Literal('starttls'), Type.Literal('implicit')]),
      caFile: Type.Optional(Type.String({ description: 'PEM of the authority that vouches for it' })),
      user: Type.Optional(Type.String({ description: 'Name to sign in with, only under TLS' })),
      passwordFile: Type.Optional(Type.String({ description: 'File that holds the password' })),
      domains: Type.Array(Type.String(), { default: [], description: 'Recipient domains; empty: all' }),
    },
    { additionalProperties: false },
  ),
]);

const draftsSchema = Type.Object(
  {
    perMailbox: count(500, 'Drafts of one mailbox'),
    bytesPerMailbox: count(1_073_741_824, 'Octets of its drafts, with attachments and uploads under way'),
    attachmentsPerDraft: count(250, 'Attachments of one draft, with uploads under way'),
    uploadsPerMailbox: count(20, 'Uploads of large attachments of one mailbox at once'),
    uploadMinutes: count(60, 'Silence after which an upload is given up'),
    days: count(90, 'Days that a draft is kept which nobody changes'),
  },
  { additionalProperties: false, default: {} },
);

const healthSchema = Type.Object(
  {
    freeDiskMiB: Type.Number({ minimum: 0, default: 512, description: 'Free disk below which `/health` says so' }),
    certificateDays: Type.Number({
      minimum: 0,
      default: 14,
      description: "Days before the certificate's end from which `/health` says so",
    }),
  },
  { additionalProperties: false, default: {} },
);

const tracingSchema = Type.Object(
  {
    endpoint: Type.String({
      default: '',
      pattern: '^(https?://[^\\s]+)?$',
      examples: ['http://127.0.0.1:4318/v1/traces'],
      description:
        'Where OpenTelemetry spans go by OTLP/HTTP, with its path (`http://127.0.0.1:4318/v1/traces`); empty: no tracing, and nothing of it is loaded',
    }),
    sampling: Type.Number({
      minimum: 0,
      maximum: 1,
      default: 1,
      description:
        'The share of traces that begin here which is kept; one that comes with a request is kept as its sender says',
    }),
    queueSpans: count(2048, 'Spans that wait to be sent; what is more is dropped'),
  },
  { additionalProperties: false, default: {} },
);

export const configurationSchema = Type.Object(
  {
    hostname: Type.String({
      default: '',
      description: 'Name in banner, EHLO and Received; empty: that of the machine',
    }),
    http: httpSchema,
    certificate: Type.Union(
      [Type.Null(), Type.Object({ certFile: Type.String(), keyFile: Type.String() }, { additionalProperties: false })],
      {
        default: null,
        description: 'PEM files, reloaded when they change; null: an own authority and leaf in the data directory',
      },
    ),
    listeners: Type.Array(listenerSchema, { minItems: 1 }),
    limits: limitsSchema,
    authority: authoritySchema,
    trustedIssuers: trustedIssuersSchema,
    passwords: passwordsSchema,
    pages: pagesSchema,
    drafts: draftsSchema,
    watch: watchSchema,
    doctor: doctorSchema,
    connectors: Type.Array(connectorSchema, {
      minItems: 1,
      default: [{ name: 'capture', kind: 'capture' }],
      description: 'Where mail goes: the first that serves the domain of the recipient',
    }),
    log: Type.Object(
      {
        level: Type.Union([Type.Literal('debug'), Type.Literal('info'), Type.Literal('warn'), Type.Literal('error')], {
          default: 'info',
          description: 'What is logged: this, and what is graver',
        }),
        file: Type.String({ default: '', description: 'File that JSON lines are added to; empty: standard error' }),
      },
      { additionalProperties: false, default: {} },
    ),
    health: healthSchema,
    tracing: tracingSchema,
    captureDays: Type.Number({ default: 30, minimum: 0, description: 'Days that captured mail is kept' }),
    signInDays: Type.Number({ default: 30, minimum: 0, description: 'Days that the sign-in log is kept' }),
    signInRecords: count(1_000_000, 'Records that the sign-in log holds at the most; the oldest go first'),
    auditDays: Type.Number({ default: 365, minimum: 1, description: 'Days that the audit log is kept' }),
    forward: Type.Array(forwardSchema, {
      default: [],
      maxItems: 20,
      description: 'Where the sign-in log and the audit log are forwarded to',
    }),
    failureAddresses: Type.Boolean({
      default: false,
      description: 'Recipients such as `550@any.example` get the failure that they ask for; for trials only',
    }),
    deliveryConcurrency: count(16, 'Messages delivered at once'),
  },
  { additionalProperties: false },
);

export type Configuration = Static<typeof configurationSchema>;
export type ListenerConfiguration = Static<typeof listenerSchema>;
