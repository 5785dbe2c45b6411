/** The requests below `/auditLogs`. */
import type { GraphRoute, GraphVersion } from '../graph-call.ts';
import type { SystemQueryOption } from '../odata/query.ts';
import { getDirectoryAudit } from './directoryAudits/directoryAudit.ts';
import { listDirectoryAudits } from './directoryAudits.ts';
import { getSignIn } from './signIns/signIn.ts';
import { listSignIns } from './signIns.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];
const options: readonly SystemQueryOption[] = ['$select', '$filter', '$top', '$skiptoken', '$orderby'];

export const auditLogRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: '/auditLogs/signIns', versions, handler: listSignIns, options },
  { method: 'GET', path: '/auditLogs/signIns/{id}', versions, handler: getSignIn },
  { method: 'GET', path: '/auditLogs/directoryAudits', versions, handler: listDirectoryAudits, options },
  { method: 'GET', path: '/auditLogs/directoryAudits/{id}', versions, handler: getDirectoryAudit },
];
