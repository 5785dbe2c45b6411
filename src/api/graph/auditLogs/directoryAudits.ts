/** `/auditLogs/directoryAudits`: our audit log in Entra's shape. */
import type { AuditQuery } from '../../../directory/audit-log.ts';
import { type GraphHandler, ok } from '../graph-call.ts';
import { conjunctsOf, equalText, timeBounds } from '../odata/conjuncts.ts';
import type { Expression } from '../odata/filter.ts';
import { auditResource, auditShape } from './directoryAudits/audit-resource.ts';
import { listLog } from './list-log.ts';

export const listDirectoryAudits: GraphHandler = async (call, { administration }) => {
  const { caller, tenantId, query } = call;
  const narrowed = narrowAudits(query.filter);
  const body = await listLog('/auditLogs/directoryAudits', auditShape, call, {
    read: (olderThan, limit) =>
      administration.changes.list(caller, {
        ...narrowed,
        tenantId,
        limit,
        ...(olderThan !== undefined && { olderThan }),
      }),
    resourceOf: async (entry) => auditResource(entry),
  });
  return ok(body);
};

/** What the store can sort out by itself. */
function narrowAudits(filter: Expression | null): Omit<AuditQuery, 'tenantId' | 'limit' | 'olderThan'> {
  const conjuncts = conjunctsOf(filter);
  const actor =
    equalText(conjuncts, 'initiatedBy/user/userPrincipalName') ??
    equalText(conjuncts, 'initiatedBy/user/id') ??
    equalText(conjuncts, 'initiatedBy/app/servicePrincipalId') ??
    equalText(conjuncts, 'initiatedBy/app/displayName');
  const target =
    equalText(conjuncts, 'targetResources/id') ?? equalText(conjuncts, 'targetResources/userPrincipalName');
  const correlationId = equalText(conjuncts, 'correlationId');
  return {
    ...timeBounds(conjuncts, 'activityDateTime'),
    ...(actor !== undefined && { actor }),
    ...(target !== undefined && { target }),
    ...(correlationId !== undefined && { correlationId }),
  };
}
