/** The audit log to those who may read it, and the way back from a change. */
import type { AdminRequest } from '../directory/actor.ts';
import type { AdministratorRole } from '../directory/administrator-role.ts';
import type { AuditEntry, AuditLog, AuditQuery } from '../directory/audit-log.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { inPages } from './in-pages.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { rightsToUndo } from './undo-rights.ts';
import { permitOnUser } from './user-change.ts';

export interface ChangeAdministration {
  /** `query.tenantId` null asks for every tenant, which only those who run the service may. */
  list(request: AdminRequest, query: AuditQuery): Promise<AuditEntry[]>;
  /** All that `query` finds, page by page. */
  export(request: AdminRequest, query: AuditQuery): AsyncIterable<AuditEntry>;
  find(request: AdminRequest, id: string): Promise<AuditEntry>;
  /**
   * Takes a change back; it needs the right to every row that comes back or goes by that. Throws a `Refusal`, also where
   * something newer stands on it.
   */
  undo(request: AdminRequest, id: string): Promise<AuditEntry>;
}

export function createChangeAdministration(
  log: AuditLog,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
): ChangeAdministration {
  async function find(request: AdminRequest, id: string): Promise<AuditEntry> {
    const sought = { what: 'change', name: id };
    const entry = await log.find(id);
    if (entry === null) throw new Refusal({ kind: 'not-found', ...sought });
    permit(request, 'audit-log', 'read', entry.tenantId, sought);
    return entry;
  }

  /** The role that let it, of those that were needed the first. */
  async function permitUndo(request: AdminRequest, { id, tenantId }: AuditEntry): Promise<AdministratorRole | null> {
    const allowedBy: (AdministratorRole | null)[] = [];
    for (const { area, userId, ...right } of rightsToUndo(await log.rowsOf(id), tenantId))
      allowedBy.push(
        userId === null || right.tenantId === null
          ? permit(request, area, 'write', right.tenantId)
          : await permitOnUser(request, area, { id: userId, tenantId: right.tenantId }, roles),
      );
    return allowedBy.find((role) => role !== null) ?? null;
  }

  return {
    find,
    async list(request, query) {
      permit(request, 'audit-log', 'read', query.tenantId);
      return log.list(query);
    },
    export(request, query) {
      permit(request, 'audit-log', 'read', query.tenantId);
      return inPages(log.list, query);
    },
    async undo(request, id) {
      const entry = await find(request, id);
      const role = await permitUndo(request, entry);
      const { tenantId } = entry;
      const target = { kind: 'change', id, name: entry.target.name } as const;
      const by = entryOf(request, role, { tenantId, action: 'change.undo', target }, parts);
      return undoneOrRefused(await log.undo(id, by));
    },
  };
}

function undoneOrRefused(result: Awaited<ReturnType<AuditLog['undo']>>): AuditEntry {
  if (result.kind === 'undone') return result.entry;
  throw new Refusal({ kind: 'conflict', detail: obstacleOf(result) });
}

function obstacleOf(result: Exclude<Awaited<ReturnType<AuditLog['undo']>>, { readonly kind: 'undone' }>): string {
  switch (result.kind) {
    case 'unknown':
      return 'the change altered nothing that could be put back';
    case 'undone-already': {
      const { id, at, actor } = result.by;
      return `the change was already taken back by ${actor.name} at ${new Date(at).toISOString()} (change ${id})`;
    }
    case 'superseded': {
      const newer = result.by === null ? '' : ` (change ${result.by.id})`;
      return `something newer stands on this change${newer}; undo that first`;
    }
    case 'as-before':
      return 'all that the change altered is already as it was before';
    case 'impossible':
      return 'the change cannot be put back: what it altered is used otherwise by now';
    case 'last-administrator':
      return 'without this change nobody who can sign in is Global Administrator of the tenant; appoint somebody first';
  }
}
