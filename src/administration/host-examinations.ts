/** Examinations of mail servers that an administrator has the service carry out: of which servers, at which ports, and that it is known who did. */
import type { Configuration } from '../config/schema.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditLog } from '../directory/audit-log.ts';
import { type EntryParts, entryOf, permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export interface ExaminedServer {
  readonly host: string;
  /** Null: whichever of those that may be tried is open. */
  readonly port: number | null;
}

export interface HostExaminationAdministration {
  /** Throws a `Refusal` before anything is looked up; `examine` gets the ports that may be tried. */
  carryOut<T>(
    request: AdminRequest,
    server: ExaminedServer,
    examine: (ports: readonly number[]) => Promise<T>,
  ): Promise<T>;
}

export function createHostExaminationAdministration(
  { doctor: { hosts, ports } }: Pick<Configuration, 'doctor'>,
  auditLog: Pick<AuditLog, 'note'>,
  parts: EntryParts,
): HostExaminationAdministration {
  return {
    async carryOut(request, { host, port }, examine) {
      const tenantId = 'tenantId' in request.actor ? request.actor.tenantId : null;
      const role = permit(request, 'doctor-hosts', 'read', tenantId);
      if (!isNamed(hosts, host)) throw refused(`examines these servers only: ${hosts.join(', ') || 'none'}`, 'hosts');
      if (port !== null && !ports.includes(port)) throw refused(`tries these ports only: ${ports.join(', ')}`, 'ports');
      const name = port === null ? host : `${host} ${port}`;
      const target = { kind: 'service', id: host.toLowerCase(), name } as const;
      await auditLog.note(entryOf(request, role, { tenantId, action: 'host.examine', target }, parts));
      return examine(ports);
    },
  };
}

/** `*` alone names every server. */
function isNamed(hosts: readonly string[], host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return hosts.some((each) => each === '*' || each.toLowerCase() === name);
}

function refused(what: string, option: string): Refusal {
  return new Refusal({ kind: 'conflict', detail: `the service ${what}; the option doctor.${option} names them` });
}
