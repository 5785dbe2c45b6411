/** What the authority keeps for a while (used assertions, later codes and sessions), in the database; what is over is removed. */
import type { AuthorityRecords } from '../directory/authority-records.ts';
import type { Database } from './sqlite/database.ts';

/** Records that one upsert removes at the most. */
const removedAtOnce = 20;

export function createAuthorityRecords(database: Database): AuthorityRecords {
  return {
    async put(kind, id, payload, expiresAt, now) {
      await database.transaction([
        {
          sql: 'DELETE FROM authority_record WHERE (kind, id) IN (SELECT kind, id FROM authority_record WHERE expires_at < ? LIMIT ?)',
          parameters: [now, removedAtOnce],
        },
        {
          sql: `INSERT INTO authority_record (kind, id, payload, grant_id, user_code, uid, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET payload = excluded.payload, expires_at = excluded.expires_at`,
          parameters: [
            kind,
            id,
            JSON.stringify(payload),
            payload.grantId ?? null,
            payload.userCode ?? null,
            payload.uid ?? null,
            expiresAt,
          ],
        },
      ]);
    },
    async find(kind, by, value, now) {
      const column = { id: 'id', userCode: 'user_code', uid: 'uid' }[by];
      const [row] = await database.query(
        `SELECT payload, consumed_at FROM authority_record WHERE kind = ? AND ${column} = ? AND expires_at >= ?`,
        kind,
        value,
        now,
      );
      if (row === undefined) return null;
      const payload = JSON.parse(String(row['payload'])) as Record<string, unknown>;
      return row['consumed_at'] === null ? payload : { ...payload, consumed: row['consumed_at'] };
    },
    async consume(kind, id, now) {
      await database.query(
        'UPDATE authority_record SET consumed_at = ? WHERE kind = ? AND id = ?',
        Math.floor(now / 1000),
        kind,
        id,
      );
    },
    async remove(kind, id) {
      await database.query('DELETE FROM authority_record WHERE kind = ? AND id = ?', kind, id);
    },
    async revoke(grantId) {
      await database.query('DELETE FROM authority_record WHERE grant_id = ?', grantId);
    },
  };
}
