/** How the service stands, to those who run it: figures, and what is wrong with what to do. No mail, and no person. */
import type { Configuration } from '../config/schema.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { ApplicationStore, EndingCredential } from '../directory/application-store.ts';
import type { AuditAction, AuditLog, AuditTarget } from '../directory/audit-log.ts';
import type { ForwardStatus } from '../forward/forwarder.ts';
import type { Problem, Readiness } from '../observability/health.ts';
import { redactText } from '../observability/redact.ts';
import type { ServiceFigures } from '../observability/service-figures.ts';
import { type ConnectorInForce, type ConnectorSource, connectorsInForce } from './connectors.ts';
import {
  problemsOfConnectors,
  problemsOfCredentials,
  problemsOfForwarding,
  problemsOfMail,
} from './health-problems.ts';
import { permit } from './permit.ts';

/** A change that will be put back by itself. Who it is about is in the audit log, for those who may read that. */
export interface EndingChange {
  readonly id: string;
  readonly tenantId: string | null;
  readonly action: AuditAction;
  readonly targetKind: AuditTarget['kind'];
  readonly until: number;
}

export interface Health extends ServiceFigures {
  /** Nothing of `problems`. */
  readonly healthy: boolean;
  /** Mail can be taken. */
  readonly ready: boolean;
  readonly problems: readonly Problem[];
  readonly connectors: readonly ConnectorInForce[];
  readonly forwarding: readonly ForwardStatus[];
  /** Of applications: what ends within 30 days, or ended within the last 7; null: it could not be learned. */
  readonly credentials: readonly EndingCredential[] | null;
  /** The next first; null: it could not be learned. */
  readonly endingChanges: readonly EndingChange[] | null;
}

export interface HealthSource extends ConnectorSource {
  figures(): Promise<ServiceFigures>;
  /** Of the figures, what is wrong with the machine. */
  problems(): Promise<readonly Problem[]>;
  readiness(): Promise<Readiness>;
  forwarding(): readonly ForwardStatus[];
}

export interface HealthStores {
  readonly applications: Pick<ApplicationStore, 'endingCredentials'>;
  readonly auditLog: Pick<AuditLog, 'willEnd'>;
}

export interface HealthAdministration {
  /** Throws a `Refusal`. */
  show(request: AdminRequest): Promise<Health>;
}

const dayMs = 86_400_000;
const aheadMs = 30 * dayMs;
const behindMs = 7 * dayMs;
/** Of each kind of thing that ends. */
const listed = 100;

export function createHealthAdministration(
  configuration: Pick<Configuration, 'connectors'>,
  source: HealthSource,
  { applications, auditLog }: HealthStores,
): HealthAdministration {
  return {
    async show(request) {
      permit(request, 'service', 'read', null);
      const figures = await source.figures();
      const { at } = figures;
      const [ofMachine, { ready }, connectors, credentials, ending] = await Promise.all([
        source.problems(),
        source.readiness(),
        connectorsInForce(configuration, source),
        // A store that fails is one of the problems, and no reason to say nothing.
        applications.endingCredentials(at - behindMs, at + aheadMs, listed).catch(() => null),
        auditLog.willEnd(listed).catch(() => null),
      ]);
      const forwarding = source.forwarding().map((status) => ({ ...status, lastError: redacted(status.lastError) }));
      const problems = [
        ...ofMachine,
        ...problemsOfMail(figures),
        ...problemsOfConnectors(connectors),
        ...problemsOfForwarding(forwarding),
        ...problemsOfCredentials(credentials ?? [], at),
      ];
      const endingChanges = ending === null ? null : ending.flatMap(endingChangeOf);
      return {
        ...figures,
        healthy: problems.length === 0,
        ready,
        problems,
        connectors,
        forwarding,
        credentials,
        endingChanges,
      };
    },
  };
}

function redacted(text: string | null): string | null {
  return text === null ? null : redactText(text);
}

function endingChangeOf({
  id,
  tenantId,
  action,
  target,
  until,
  undoneBy,
}: Awaited<ReturnType<AuditLog['willEnd']>>[number]): EndingChange[] {
  return until === null || undoneBy !== null ? [] : [{ id, tenantId, action, targetKind: target.kind, until }];
}
