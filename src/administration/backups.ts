/** Backups: who may take all that the service keeps, and that it is known who did. */
import type { Readable } from 'node:stream';
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditLog } from '../directory/audit-log.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface BackupSource {
  /** The octets of an archive; null: one is being read already. */
  take(): Promise<Readable | null>;
}

export interface BackupAdministration {
  /** An archive of the whole service, as of now. Throws a `Refusal`. */
  take(request: AdminRequest): Promise<Readable>;
}

export function createBackupAdministration(
  source: BackupSource,
  auditLog: Pick<AuditLog, 'note'>,
  parts: EntryParts,
): BackupAdministration {
  return {
    async take(request) {
      const role = permit(request, 'backup', 'read', null);
      const target = { kind: 'service', id: 'service', name: 'everything' } as const;
      // Nobody takes it unrecorded, and the record is in what is taken.
      await auditLog.note(entryOf(request, role, { tenantId: null, action: 'backup.take', target }, parts));
      const archive = await source.take();
      if (archive === null)
        throw new Refusal({ kind: 'conflict', detail: 'a backup is being taken already; try again when it has ended' });
      return archive;
    },
  };
}
