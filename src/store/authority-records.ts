/** What the authority keeps for a while (codes, sessions, refresh tokens), in the database; what is over is removed. */
import type { AuthorityKey, AuthorityPayload, AuthorityRecords } from '../directory/authority-records.ts';
import type { Database, Statement } from './sqlite/database.ts';
import { hasRoomForUnfinished } from './unfinished-records.ts';

/** Records that one upsert removes at the most. */
const removedAtOnce = 20;
const columns: Readonly<Record<AuthorityKey, string>> = { id: 'id', userCode: 'user_code', uid: 'uid' };

const insert = `INSERT INTO authority_record (kind, id, payload, grant_id, user_code, uid, expires_at)
                VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT`;

const upsert = `INSERT INTO authority_record (kind, id, payload, grant_id, user_code, uid, expires_at, unfinished_in)
  SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8
  WHERE ?8 IS NULL OR EXISTS (SELECT 1 FROM authority_record WHERE kind = ?1 AND id = ?2) OR (${hasRoomForUnfinished})
  ON CONFLICT DO UPDATE SET payload = excluded.payload, grant_id = excluded.grant_id, user_code = excluded.user_code,
    uid = excluded.uid, expires_at = excluded.expires_at, unfinished_in = excluded.unfinished_in
  RETURNING id`;

export function createAuthorityRecords(database: Database): AuthorityRecords {
  return {
    async put(kind, id, payload, expiresAt, now, unfinished) {
      const { directory = null, perDirectory = 0, inAll = 0 } = unfinished ?? {};
      const write = {
        sql: upsert,
        parameters: [...valuesOf(kind, id, payload, expiresAt), directory, perDirectory, inAll],
      };
      const [, kept] = await database.transaction([removeSomeOver(now), write]);
      return kept?.length === 1 ? 'kept' : 'full';
    },
    async claim(kind, id, payload, expiresAt, now) {
      const over = {
        sql: 'DELETE FROM authority_record WHERE kind = ? AND id = ? AND expires_at < ?',
        parameters: [kind, id, now],
      };
      const write = {
        sql: `${insert} DO NOTHING RETURNING id`,
        parameters: valuesOf(kind, id, payload, expiresAt),
      };
      const [, , claimed] = await database.transaction([removeSomeOver(now), over, write]);
      return claimed?.length === 1;
    },
    async find(kind, by, value, now) {
      const [row] = await database.query(
        `SELECT payload, consumed_at FROM authority_record WHERE kind = ? AND ${columns[by]} = ? AND expires_at >= ?`,
        kind,
        value,
        now,
      );
      if (row === undefined) return null;
      const payload = JSON.parse(String(row['payload'])) as Record<string, unknown>;
      return row['consumed_at'] === null ? payload : { ...payload, consumed: row['consumed_at'] };
    },
    async kindsOf(by, value, now) {
      const sql = `SELECT kind FROM authority_record WHERE ${columns[by]} = ? AND expires_at >= ? LIMIT 10`;
      return (await database.query(sql, value, now)).map((row) => String(row['kind']));
    },
    async consume(kind, id, now) {
      const consumed = await database.query(
        'UPDATE authority_record SET consumed_at = ? WHERE kind = ? AND id = ? AND consumed_at IS NULL RETURNING id',
        Math.floor(now / 1000),
        kind,
        id,
      );
      return consumed.length === 1;
    },
    async remove(kind, id) {
      await database.query('DELETE FROM authority_record WHERE kind = ? AND id = ?', kind, id);
    },
    async unfinished() {
      const [row] = await database.query("SELECT records FROM unfinished_records WHERE directory = ''");
      return Number(row?.['records'] ?? 0);
    },
    async revoke(grantId) {
      await database.query('DELETE FROM authority_record WHERE grant_id = ?', grantId);
    },
  };
}

function removeSomeOver(now: number): Statement {
  return {
    sql: 'DELETE FROM authority_record WHERE (kind, id) IN (SELECT kind, id FROM authority_record WHERE expires_at < ? LIMIT ?)',
    parameters: [now, removedAtOnce],
  };
}

function valuesOf(kind: string, id: string, payload: AuthorityPayload, expiresAt: number) {
  const { grantId = null, userCode = null, uid = null } = payload;
  return [kind, id, JSON.stringify(payload), grantId, userCode, uid, expiresAt];
}
