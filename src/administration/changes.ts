/** The audit log to those who may read it, and the way back from a change. */
import type { Area } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditAction, AuditEntry, AuditLog, AuditQuery } from '../directory/audit-log.ts';
import { tenantSettings, userSettings } from '../directory/settings.ts';
import { inPages } from './in-pages.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface ChangeAdministration {
  /** `query.tenantId` null asks for every tenant, which only those who run the service may. */
  list(request: AdminRequest, query: AuditQuery): Promise<AuditEntry[]>;
  /** All that `query` finds, page by page. */
  export(request: AdminRequest, query: AuditQuery): AsyncIterable<AuditEntry>;
  find(request: AdminRequest, id: string): Promise<AuditEntry>;
  /** Takes a change back; who may make it may take it back. Throws a `Refusal` where something newer stands on it. */
  undo(request: AdminRequest, id: string): Promise<AuditEntry>;
}

/** Which area a change belongs to; settings say it themselves. */
const areaOfAction: Readonly<Record<Exclude<AuditAction, 'settings.change' | 'change.undo' | 'change.end'>, Area>> = {
  'tenant.add': 'tenant',
  'user.add': 'user',
  'user.update': 'user',
  'user.remove': 'user',
  'password.set': 'password',
  'app-password.add': 'password',
  'app-password.remove': 'password',
  'authentication-method.add': 'multi-factor',
  'authentication-method.remove': 'multi-factor',
  'mailbox-permission.grant': 'mailbox',
  'mailbox-permission.revoke': 'mailbox',
  'application.add': 'application',
  'application.update': 'application',
  'application.remove': 'application',
  'application-secret.add': 'application',
  'application-secret.remove': 'application',
  'application-certificate.add': 'application',
  'application-certificate.remove': 'application',
  'service-principal.add': 'application',
  'service-principal.update': 'application',
  'service-principal.remove': 'application',
  'exchange-service-principal.add': 'mailbox',
  'exchange-service-principal.update': 'mailbox',
  'exchange-service-principal.remove': 'mailbox',
  'application-access-policy.add': 'mailbox',
  'application-access-policy.update': 'mailbox',
  'application-access-policy.remove': 'mailbox',
  'consent.change': 'application',
  'consent.give': 'application',
  'consent.withdraw': 'application',
  'role.assign': 'role',
  'role.remove': 'role',
  'watch.start': 'watch',
  'backup.take': 'backup',
};

export function createChangeAdministration(log: AuditLog, parts: EntryParts): ChangeAdministration {
  async function find(request: AdminRequest, id: string): Promise<AuditEntry> {
    const sought = { what: 'change', name: id };
    const entry = await log.find(id);
    if (entry === null) throw new Refusal({ kind: 'not-found', ...sought });
    permit(request, 'audit-log', 'read', entry.tenantId, sought);
    return entry;
  }

  async function areasOf(entry: AuditEntry): Promise<readonly Area[]> {
    if (entry.action === 'settings.change') {
      const table: Readonly<Record<string, { readonly area: Area }>> = { ...tenantSettings, ...userSettings };
      return entry.changes.map(({ name }) => table[name]?.area ?? 'service');
    }
    if (entry.action !== 'change.undo' && entry.action !== 'change.end') return [areaOfAction[entry.action]];
    const undone = entry.undoOf === null ? null : await log.find(entry.undoOf);
    return undone === null ? ['service'] : areasOf(undone);
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
      const roles = (await areasOf(entry)).map((area) => permit(request, area, 'write', entry.tenantId));
      const { tenantId } = entry;
      const target = { kind: 'change', id, name: entry.target.name } as const;
      const by = entryOf(request, roles[0] ?? null, { tenantId, action: 'change.undo', target }, parts);
      return undoneOrRefused(await log.undo(id, by));
    },
  };
}

function undoneOrRefused(result: Awaited<ReturnType<AuditLog['undo']>>): AuditEntry {
  if (result.kind === 'undone') return result.entry;
  const newer = result.kind === 'superseded' && result.by !== null ? ` (${result.by.id})` : '';
  const detail = {
    unknown: 'the change altered nothing that could be put back',
    superseded: `something newer stands on this change${newer}; undo that first`,
    impossible: 'the change cannot be put back: what it altered is used otherwise by now',
  }[result.kind];
  throw new Refusal({ kind: 'conflict', detail });
}
