/** Puts back the changes whose end has come, also those whose end came while the service was down. */
import type { AuditEntry, AuditLog } from '../directory/audit-log.ts';
import { type EntryParts, entryOf } from './permit.ts';

/** Changes put back in one go. */
const batch = 100;
/** A timer waits no longer than that; a clock that is set is noticed. */
const maximumWaitMs = 60_000;

export interface EndingChanges {
  /** Puts back what is due now, and waits for the next end. */
  start(): Promise<void>;
  /** Looks again: a change with an end was made. */
  changed(): void;
  stop(): Promise<void>;
}

/** `ended` is told of each change, and whether it could be put back. */
export function createEndingChanges(
  log: AuditLog,
  parts: EntryParts,
  ended: (change: AuditEntry, putBack: boolean) => void,
): EndingChanges {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let stopped = false;

  async function putBack(change: AuditEntry): Promise<void> {
    const correlationId = parts.newGuid();
    const actor = { kind: 'system', id: 'postern', name: 'Postern' } as const;
    const target = { kind: 'change', id: change.id, name: change.target.name } as const;
    const request = { actor, door: 'service', address: '', correlationId } as const;
    const by = entryOf(request, null, { tenantId: change.tenantId, action: 'change.end', target }, parts);
    // Undone by somebody already, or something newer stands on it: it has come to its end all the same.
    const result = await log.undo(change.id, by);
    await log.ended(change.id);
    ended(change, result.kind === 'undone');
  }

  async function look(): Promise<void> {
    const due = await log.dueToEnd(parts.clock(), batch);
    for (const change of due) await putBack(change);
    const next = due.length === batch ? parts.clock() : await log.nextEnd();
    if (stopped || next === null) return;
    clearTimeout(timer);
    timer = setTimeout(again, Math.min(maximumWaitMs, Math.max(0, next - parts.clock())));
    timer.unref();
  }

  function again(): void {
    running = running.then(look).catch(() => {
      if (!stopped) timer = setTimeout(again, maximumWaitMs).unref();
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
      clearTimeout(timer);
    },
  };
}
