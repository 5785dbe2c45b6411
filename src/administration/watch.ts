/** Watching live SMTP dialogues: who may, of whom, and that it is known who did. */
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditLog } from '../directory/audit-log.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import { parseAddressRange } from '../lib/address-range.ts';
import type { Viewing } from '../watch/viewing.ts';
import type { WatchHub } from '../watch/watch-hub.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface WatchRequest {
  /** Null: of every tenant. */
  readonly tenantId: string | null;
  /** Any name of an account, or a login that is nobody's. */
  readonly user?: string;
  /** An address, or a range of them in CIDR notation. */
  readonly address?: string;
  readonly listener?: string;
}

export interface WatchAdministration {
  /** Begins to watch, which stands in the audit log; the caller closes the viewing. Throws a `Refusal`. */
  start(request: AdminRequest, asked: WatchRequest): Promise<Viewing>;
  /** Throws a `Refusal` where `request` may not watch `tenantId`, as whoever began to may not any more. */
  permit(request: AdminRequest, tenantId: string | null): void;
}

export function createWatchAdministration(
  hub: Pick<WatchHub, 'open'>,
  directory: Pick<DirectoryStore, 'findUser' | 'findTenant'>,
  auditLog: Pick<AuditLog, 'note'>,
  parts: EntryParts,
  listeners: readonly string[],
): WatchAdministration {
  async function userOf(login: string | undefined, tenantId: string | null) {
    if (login === undefined) return null;
    const user = await directory.findUser(login.toLowerCase());
    const visible = user !== null && (tenantId === null || user.tenantId === tenantId);
    return { userId: visible ? user.id : null, login: login.toLowerCase() };
  }

  return {
    permit: (request, tenantId) => void permit(request, 'watch', 'read', tenantId),

    async start(request, { tenantId, user, address = null, listener = null }) {
      const role = permit(request, 'watch', 'read', tenantId);
      if (address !== null && parseAddressRange(address) === null) {
        throw new Refusal({ kind: 'invalid', detail: `${address} is no address and no range such as 192.0.2.0/24` });
      }
      if (listener !== null && !listeners.includes(listener)) {
        const detail = `there is no listener ${listener}; there are ${listeners.join(', ')}`;
        throw new Refusal({ kind: 'invalid', detail });
      }
      const watched = await userOf(user, tenantId);
      const tenant = tenantId === null ? null : await directory.findTenant(tenantId);
      const target =
        tenant === null
          ? ({ kind: 'service', id: 'service', name: 'every tenant' } as const)
          : ({ kind: 'tenant', id: tenant.id, name: tenant.domain } as const);
      const viewing = hub.open({ tenantId, user: watched, addressRange: address, listener });
      if (viewing === null) {
        throw new Refusal({ kind: 'conflict', detail: 'as many as may are watching already; try again when one ends' });
      }
      try {
        await auditLog.note(entryOf(request, role, { tenantId, action: 'watch.start', target }, parts));
      } catch (error) {
        // Nobody watches unrecorded.
        viewing.close();
        throw error;
      }
      return viewing;
    },
  };
}
