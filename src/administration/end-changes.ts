/** Puts back the changes whose end has come, also those whose end came while the service was down. */
import type { AuditEntry, AuditLog } from '../directory/audit-log.ts';
import { type EntryParts, entryOf } from './permit.ts';

/** Changes looked for in one go. */
const batch = 100;
/** A timer waits no longer than that; a clock that is set is noticed, and what failed is tried again. */
const maximumWaitMs = 60_000;

export interface EndingChanges {
  /** Puts back what is due now, and waits for the next end. */
  start(): Promise<void>;
  /** Looks again: a change with an end was made. */
  changed(): void;
  stop(): Promise<void>;
}

export interface EndingChangesTold {
  /** A change has come to its end, and could be put back or could not. */
  ended(change: AuditEntry, putBack: boolean): void;
  /** It could not be put back: told of once, though it is tried again. */
  overdue(change: AuditEntry, because: 'impossible' | 'last-administrator'): void;
  /** It will be tried again. */
  fault(error: unknown): void;
}

export function createEndingChanges(log: AuditLog, parts: EntryParts, told: EndingChangesTold): EndingChanges {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const putBack = puttingBack(log, parts, told);

  /** Puts back all that is due; one that fails holds up none behind it. Answers whether any failed. */
  async function putBackDue(): Promise<boolean> {
    const failed = new Set<string>();
    const untried = async (): Promise<AuditEntry[]> => {
      const due = stopped ? [] : await log.dueToEnd(parts.clock(), batch + failed.size);
      return due.filter(({ id }) => !failed.has(id));
    };
    for (let due = await untried(); due.length > 0; due = await untried())
      for (const change of due) {
        if (stopped) break;
        const ended = await putBack(change).catch((error: unknown) => told.fault(error));
        if (ended !== true) failed.add(change.id);
      }
    return failed.size > 0;
  }

  async function look(): Promise<void> {
    const failed = await putBackDue();
    const next = failed ? parts.clock() + maximumWaitMs : await log.nextEnd();
    if (next !== null) wait(next - parts.clock());
  }

  function wait(ms: number): void {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(again, Math.min(maximumWaitMs, Math.max(0, ms))).unref();
  }

  function again(): void {
    running = running.then(look).catch((error: unknown) => {
      told.fault(error);
      wait(maximumWaitMs);
    });
  }

  return {
    async start() {
      again();
      await running;
    },
    changed: again,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}

/** Puts a change back; whether it has come to its end. */
function puttingBack(
  log: Pick<AuditLog, 'end'>,
  parts: EntryParts,
  told: EndingChangesTold,
): (change: AuditEntry) => Promise<boolean> {
  /** At most those that are due. */
  const toldOverdue = new Set<string>();
  return async (change) => {
    const correlationId = parts.newGuid();
    const actor = { kind: 'system', id: 'postern', name: 'Postern' } as const;
    const target = { kind: 'change', id: change.id, name: change.target.name } as const;
    const request = { actor, door: 'service', address: '', correlationId } as const;
    const by = entryOf(request, null, { tenantId: change.tenantId, action: 'change.end', target }, parts);
    const { kind } = await log.end(change.id, by);
    if (kind === 'impossible' || kind === 'last-administrator') {
      if (!toldOverdue.has(change.id)) told.overdue(change, kind);
      toldOverdue.add(change.id);
      return false;
    }
    toldOverdue.delete(change.id);
    told.ended(change, kind === 'put-back');
    return true;
  };
}
