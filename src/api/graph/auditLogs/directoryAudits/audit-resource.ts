/** An entry of our audit log as Graph's `directoryAudit`. Pure. */
import type { AuditEntry } from '../../../../directory/audit-log.ts';
import type { ListShape } from '../../odata/list-body.ts';
import type { Resource } from '../../odata/select.ts';
import { guidOfRecord } from '../record-guid.ts';
import { activityOf } from './activities.ts';

export const auditShape: ListShape = {
  type: 'directoryAudit',
  names: [
    'id',
    'category',
    'correlationId',
    'result',
    'resultReason',
    'activityDisplayName',
    'activityDateTime',
    'loggedByService',
    'operationType',
    'initiatedBy',
    'targetResources',
    'additionalDetails',
  ],
  filterable: [
    'id',
    'category',
    'correlationId',
    'result',
    'activityDisplayName',
    'activityDateTime',
    'loggedByService',
    'operationType',
    'initiatedBy/user/id',
    'initiatedBy/user/displayName',
    'initiatedBy/user/userPrincipalName',
    'initiatedBy/user/ipAddress',
    'initiatedBy/app/appId',
    'initiatedBy/app/displayName',
    'initiatedBy/app/servicePrincipalId',
    'initiatedBy/app/servicePrincipalName',
    'targetResources/id',
    'targetResources/displayName',
    'targetResources/type',
    'targetResources/userPrincipalName',
  ],
  orderable: ['activityDateTime'],
};

export function auditResource(entry: AuditEntry): Resource {
  const { name, category, service, operation } = activityOf(entry);
  return {
    id: guidOfRecord(entry.id),
    category,
    correlationId: entry.correlationId,
    // What was refused is no change, and is not in the log.
    result: 'success',
    resultReason: '',
    activityDisplayName: name,
    activityDateTime: new Date(entry.at).toISOString(),
    loggedByService: service,
    operationType: operation,
    initiatedBy: initiatorOf(entry),
    targetResources: [targetOf(entry)],
    additionalDetails: detailsOf(entry),
  };
}

function initiatorOf({ actor, address }: AuditEntry): object {
  const { kind, id, name } = actor;
  if (kind === 'application' || kind === 'system')
    return {
      user: null,
      app: {
        appId: null,
        displayName: name,
        servicePrincipalId: kind === 'application' ? id : null,
        servicePrincipalName: null,
      },
    };
  const isUser = kind === 'user';
  return {
    user: {
      id: isUser ? id : null,
      displayName: isUser ? null : name,
      userPrincipalName: isUser ? name : null,
      ipAddress: address,
    },
    app: null,
  };
}

const types = {
  tenant: 'Directory',
  user: 'User',
  application: 'Application',
  'service-principal': 'ServicePrincipal',
  message: 'Other',
  change: 'Other',
  service: 'Other',
} as const satisfies Record<AuditEntry['target']['kind'], string>;

function targetOf({ target, changes }: AuditEntry): object {
  return {
    id: target.id,
    displayName: target.kind === 'user' ? null : target.name,
    type: types[target.kind],
    userPrincipalName: target.kind === 'user' ? target.name : null,
    groupType: null,
    modifiedProperties: changes.map(({ name, before, after }) => ({
      displayName: name,
      oldValue: before === null ? null : JSON.stringify(before),
      newValue: after === null ? null : JSON.stringify(after),
    })),
  };
}

/** What Entra has no place for. */
function detailsOf({ role, door, until, undoOf, undoneBy }: AuditEntry): object[] {
  const details: [string, string | null][] = [
    ['role', role],
    ['door', door],
    ['until', until === null ? null : new Date(until).toISOString()],
    ['undoOf', undoOf],
    ['undoneBy', undoneBy],
  ];
  return details.filter(([, value]) => value !== null).map(([key, value]) => ({ key, value }));
}
