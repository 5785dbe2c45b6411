/** The service as a whole, as the admin API has it. */
import { Type } from 'typebox';
import { instant, oneOf, orNull, shape, texts } from './common.ts';
import { route } from './route-contract.ts';

export const takeBackup = route('POST /backup', {
  operationId: 'takeBackup',
  summary: 'All that the service keeps, as of now, with its keys: a tar archive with the SHA-256 of each part',
  octets: 'application/x-tar',
});

export const showConfiguration = route('GET /configuration', {
  operationId: 'showConfiguration',
  summary: 'The configuration in force, and where each value comes from; secrets stand in it as paths only',
  answer: shape('Configuration', {
    origin: Type.String({ description: 'The file, or who wrote it' }),
    options: Type.Array(
      shape('OptionInForce', {
        name: Type.String({ description: 'As in http.port or listeners[0].name' }),
        value: Type.Unknown(),
        source: oneOf('default', 'written'),
      }),
    ),
  }),
});

const count = Type.Integer({ minimum: 0 });

export const showLimits = route('GET /limits', {
  operationId: 'showLimits',
  summary: 'Every limit in force: its value, where that comes from, what it bounds, and how much of it is used now',
  answer: shape('Limits', {
    origin: Type.String({ description: 'The file of the configuration, or who wrote it' }),
    limits: Type.Array(
      shape('Limit', {
        name: Type.String({ description: 'As in the configuration where it is an option: limits.sessions' }),
        value: Type.Number({ description: '0 is no limit where `bounds` says so' }),
        source: oneOf('default', 'written', 'fixed'),
        bounds: Type.String(),
        used: orNull({ ...count, description: 'Null: it is not counted in all, or could not be learned' }),
      }),
    ),
  }),
});

const connector = shape('Connector', {
  name: Type.String(),
  kind: oneOf('capture', 'smtp'),
  domains: { ...texts, description: 'Recipient domains; empty: all' },
  server: orNull(Type.String({ description: 'host:port' })),
  tls: orNull(oneOf('none', 'starttls', 'implicit')),
  user: orNull(Type.String({ description: 'The name that it signs in with' })),
  waiting: orNull({ ...count, description: 'Recipients that wait for it, among the 2000 that are due first' }),
  lastSuccessAt: orNull(instant),
  lastFailure: orNull(
    shape('ConnectorFailure', {
      at: instant,
      text: Type.String({ description: "The upstream's words, without secrets and addresses" }),
    }),
  ),
  failingSince: orNull({ ...instant, description: 'Every attempt since then has failed for now; null: it works' }),
});

export const listConnectors = route('GET /connectors', {
  operationId: 'listConnectors',
  summary:
    'Where mail goes, in the order in which connectors are asked for a recipient, and how it went since the start',
  answer: shape('Connectors', { connectors: Type.Array(connector) }),
});

const forwarded = shape('ForwardedTo', {
  target: Type.String(),
  log: oneOf('sign-ins', 'audit'),
  lag: { ...count, description: 'Records that it has not got yet' },
  taken: { ...count, description: 'Records that it took since the start' },
  failures: { ...count, description: 'In a row; 0: it works' },
  lastError: orNull(Type.String()),
  lastTakenAt: orNull(instant),
});

const endingCredential = shape('EndingCredential', {
  kind: oneOf('secret', 'certificate'),
  id: Type.String(),
  endsAt: instant,
  tenantId: Type.String(),
  appId: Type.String(),
  application: Type.String({ description: 'The name of the application' }),
});

const endingChange = shape('EndingChange', {
  id: Type.String({ description: 'Of its entry in the audit log' }),
  tenantId: orNull(Type.String()),
  action: Type.String(),
  targetKind: Type.String(),
  until: instant,
});

export const showHealth = route('GET /health', {
  operationId: 'showHealth',
  summary: 'How the service stands, and what is wrong with what to do; it names no person and no mail',
  answer: shape('Health', {
    at: instant,
    healthy: Type.Boolean({ description: 'There are no problems' }),
    ready: Type.Boolean({ description: 'Mail can be taken' }),
    problems: Type.Array(shape('HealthProblem', { what: Type.String(), advice: Type.String() })),
    queue: orNull(
      Type.Array(
        shape('QueueDepth', {
          state: Type.String({ description: '`dead`: dead letters' }),
          recipients: count,
          oldestAt: { ...instant, description: 'When it was accepted; of held and dead: when it came to that' },
        }),
      ),
    ),
    disk: orNull(shape('Disk', { freeBytes: count, totalBytes: count })),
    spoolBytes: orNull(count),
    storeWaiting: { ...count, description: 'Transactions that wait' },
    storeWritable: Type.Boolean(),
    droppedRecords: { ...count, description: 'Records of the sign-in log that could not be kept since the start' },
    overdueEnds: orNull({ ...count, description: 'Changes whose end has come, and that could not be put back' }),
    sessions: Type.Array(shape('OpenSessions', { listener: Type.String(), open: count })),
    certificateEndsAt: orNull(instant),
    connectors: Type.Array(connector),
    forwarding: Type.Array(forwarded),
    credentials: orNull({
      ...Type.Array(endingCredential),
      description: 'Of applications: what ends within 30 days, or ended in the last 7; at most 100',
    }),
    endingChanges: orNull({
      ...Type.Array(endingChange),
      description: 'Changes that will be put back by themselves; at most 100',
    }),
  }),
});
