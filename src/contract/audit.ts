/** The audit log, as the admin API has it. */
import { Type } from 'typebox';
import { dateTime, instant, limit, oneOf, orNull, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

const named = { kind: Type.String(), id: Type.String(), name: Type.String() };

const entry = shape('AuditEntry', {
  id: Type.String(),
  at: instant,
  tenantId: orNull(Type.String()),
  actor: shape('AuditActor', { ...named, kind: oneOf('user', 'application', 'local', 'system') }),
  role: orNull(Type.String()),
  door: Type.String(),
  address: Type.String(),
  correlationId: Type.String(),
  action: Type.String(),
  target: shape('AuditTarget', named),
  until: orNull(instant),
  changes: Type.Array(
    shape('AuditedChange', {
      of: Type.String(),
      name: Type.String(),
      before: Type.Unknown(),
      after: Type.Unknown(),
    }),
  ),
  undoOf: orNull(Type.String()),
  undoneBy: orNull(Type.String()),
});
const oneEntry = shape('OneAuditEntry', { entry });
const ofEntry = strictly({ id: sought });

const search = strictly({
  tenant: Type.Optional(sought),
  actor: Type.Optional(sought),
  target: Type.Optional(sought),
  action: Type.Optional(Type.String({ pattern: '^[a-z-]+\\.[a-z-]+$', examples: ['settings.change'], maxLength: 64 })),
  address: Type.Optional(sought),
  correlationId: Type.Optional(sought),
  from: Type.Optional(dateTime),
  to: Type.Optional(dateTime),
  olderThan: Type.Optional(Type.String({ ...sought, description: 'The id of the last entry of the page before' })),
  limit: limit(),
});

export const listAudit = route('GET /audit', {
  operationId: 'listAudit',
  summary: 'Changes, newest first',
  query: search,
  answer: shape('AuditEntries', { entries: Type.Array(entry) }),
});

export const exportAudit = route('GET /audit/export', {
  operationId: 'exportAudit',
  summary: 'All changes that a search finds, one JSON object a line',
  query: search,
  octets: 'application/x-ndjson',
});

export const showAudit = route('GET /audit/{id}', {
  operationId: 'showAudit',
  summary: 'One change, with what was before and after',
  params: ofEntry,
  answer: oneEntry,
});

export const undoChange = route('POST /audit/{id}/undo', {
  operationId: 'undoChange',
  summary: 'Take a change back, unless something newer stands on it',
  params: ofEntry,
  answer: oneEntry,
});
