/** The audit log: who changed what, and the way back. */
import type { Static } from 'typebox';
import { areasToUndo } from '../../administration/undo-rights.ts';
import { exportAudit, listAudit, showAudit, undoChange } from '../../contract/audit.ts';
import { auditActions } from '../../contract/words.ts';
import type { AuditAction, AuditQuery } from '../../directory/audit-log.ts';
import { nearest } from '../../lib/nearest.ts';
import { Problem } from '../problem.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, streaming, write } from './admin-route.ts';
import { jsonLines } from './json-lines.ts';
import { given, timeOf } from './read-request.ts';

export function auditRoutes({ administration: { tenants, changes } }: Services): AdminRoute[] {
  return [
    answering(listAudit, read('audit-log'), async ({ caller, query }) => {
      const tenantId = await tenants.scopeOf(caller, query.tenant, 'audit-log');
      return { entries: await changes.list(caller, auditQueryOf(query, tenantId)) };
    }),
    streaming(exportAudit, read('audit-log'), async ({ caller, query }) => {
      const tenantId = await tenants.scopeOf(caller, query.tenant, 'audit-log');
      return jsonLines(changes.export(caller, auditQueryOf(query, tenantId)));
    }),
    answering(showAudit, read('audit-log'), async ({ caller, params }) => ({
      entry: await changes.find(caller, params.id),
    })),
    // Whoever sees a change, and may write every row that comes back or goes, may take it back.
    answering(undoChange, [read('audit-log'), ...areasToUndo.map(write)], async ({ caller, params }) => ({
      entry: await changes.undo(caller, params.id),
    })),
  ];
}

function auditQueryOf(
  { tenant: _tenant, action, from, to, limit, ...same }: Static<(typeof listAudit)['query']>,
  tenantId: string | null,
): AuditQuery {
  const asked = {
    ...same,
    action: actionOf(action),
    from: timeOf('from', from),
    to: timeOf('to', to),
  };
  return { tenantId, limit, ...given(asked) };
}

/** What can never be found is a mistake, and no empty answer. */
function actionOf(asked: string | undefined): AuditAction | undefined {
  const known = auditActions.find((each) => each === asked);
  if (asked !== undefined && known === undefined) {
    const near = nearest(asked, auditActions);
    throw new Problem(400, `there is no action ${asked}${near === null ? '' : `; did you mean ${near}?`}`);
  }
  return known;
}
