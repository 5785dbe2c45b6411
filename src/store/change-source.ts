/** What has changed in the database since somebody asked before: by the sequences of the logs and the figures of mail, a few rows each time. */
import type { AuditAction } from '../directory/audit-log.ts';
import type { Change, ChangedNoun, ChangeSource } from '../watch/change-hub.ts';
import { changesOfAction } from '../watch/changes-of-action.ts';
import type { Database, Row } from './sqlite/database.ts';

/** Rows of each kind that one look reads; what is more is of the same few tenants, or is seen by the next look. */
const lookedRows = 1000;
const hourMs = 3_600_000;

interface Seen {
  readonly signIn: number;
  readonly entry: number;
  readonly message: number;
  /** Steps of recipients by tenant, as far as the figures count them. */
  readonly steps: ReadonlyMap<string, number>;
}

const highest = `SELECT (SELECT coalesce(max(sequence), 0) FROM sign_in) AS sign_in,
  (SELECT coalesce(max(sequence), 0) FROM audit_entry) AS entry, (SELECT coalesce(max(rowid), 0) FROM message) AS message`;
const steps =
  'SELECT tenant_id, sum(delivered + failed + deferred) AS steps FROM mail_hour WHERE hour >= ? GROUP BY tenant_id';

export function createChangeSource(database: Database, clock: () => number): ChangeSource {
  let seen: Seen | null = null;
  return {
    async changes() {
      const before = seen;
      const since = (table: string, order: string, columns: string, last: number) => ({
        sql: `SELECT ${columns} FROM ${table} WHERE ${order} > ? ORDER BY ${order} LIMIT ${lookedRows}`,
        parameters: [last],
      });
      const now = clock();
      const [at = [], stepRows = [], signIns = [], entries = [], messages = []] = await database.repeatable([
        { sql: highest, parameters: [] },
        { sql: steps, parameters: [now - (now % hourMs) - hourMs] },
        ...(before === null
          ? []
          : [
              since('sign_in', 'sequence', 'tenant_id', before.signIn),
              since('audit_entry', 'sequence', 'tenant_id, action', before.entry),
              since('message', 'rowid', 'tenant_id', before.message),
            ]),
      ]);
      const present = seenOf(at[0], stepRows);
      seen = present;
      if (before === null) return [];
      return [
        ...tenantsOf(signIns).map((tenantId) => ({ of: 'sign-ins', tenantId }) as const),
        ...tenantsOf(messages).flatMap((tenantId) => queueChanged(tenantId)),
        ...[...present.steps]
          .filter(([tenantId, count]) => count !== (before.steps.get(tenantId) ?? 0))
          .flatMap(([tenantId]) => queueChanged(tenantId)),
        ...entries.flatMap((row) =>
          changesOfAction(String(row['action']) as AuditAction).map((of) => ({ of, tenantId: tenantOf(row) })),
        ),
      ];
    },
  };
}

function queueChanged(tenantId: string | null): Change[] {
  return (['messages', 'queue'] as const satisfies readonly ChangedNoun[]).map((of) => ({ of, tenantId }));
}

function seenOf(row: Row | undefined, stepRows: readonly Row[]): Seen {
  return {
    signIn: Number(row?.['sign_in'] ?? 0),
    entry: Number(row?.['entry'] ?? 0),
    message: Number(row?.['message'] ?? 0),
    steps: new Map(stepRows.map((each) => [String(each['tenant_id']), Number(each['steps'])])),
  };
}

function tenantsOf(rows: readonly Row[]): (string | null)[] {
  return [...new Set(rows.map(tenantOf))];
}

function tenantOf(row: Row): string | null {
  return typeof row['tenant_id'] === 'string' ? row['tenant_id'] : null;
}
