/** `/auditLogs/signIns`: what Entra's sign-in log would have of the sign-ins here (docs/graph.md). */
import { type GraphHandler, ok } from '../graph-call.ts';
import { mentions } from '../odata/conjuncts.ts';
import { listLog } from './list-log.ts';
import { narrowSignIns } from './signIns/narrow-sign-ins.ts';
import { showSignIns } from './signIns/show-sign-ins.ts';
import { isInEntrasLog, signInShape } from './signIns/sign-in-resource.ts';

export const listSignIns: GraphHandler = async (call, services) => {
  const { caller, tenantId, version, query } = call;
  const narrowed = narrowSignIns(query.filter);
  // Who asks for kinds gets the kinds asked for; else, as in Entra, those of people who showed a credential.
  const everyKind = mentions(query.filter, 'signInEventTypes');
  const show = showSignIns(call, services);
  const body = await listLog('/auditLogs/signIns', signInShape(version), call, {
    read: (olderThan, limit) =>
      services.administration.signIns.list(caller, {
        ...narrowed,
        tenantId,
        limit,
        ...(olderThan !== undefined && { olderThan }),
      }),
    async resourceOf(record) {
      const shown = everyKind || record.kind === 'smtp' || record.kind === 'interactive';
      return shown && isInEntrasLog(record) ? show(record) : null;
    },
  });
  return ok(body);
};
