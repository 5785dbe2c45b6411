/** `/auditLogs/directoryAudits/{id}`. */
import { type GraphHandler, ok } from '../../graph-call.ts';
import { picked, selectedNames } from '../../odata/select.ts';
import { recordOfGuid } from '../record-guid.ts';
import { auditResource, auditShape } from './audit-resource.ts';

export const getDirectoryAudit: GraphHandler = async (
  { caller, base, parameters: { id = '' }, query },
  { administration },
) => {
  const names = selectedNames(query.select, auditShape.names, auditShape.names, auditShape.type);
  const resource = auditResource(await administration.changes.find(caller, recordOfGuid(id)));
  return ok({ '@odata.context': `${base}/$metadata#auditLogs/directoryAudits/$entity`, ...picked(resource, names) });
};
