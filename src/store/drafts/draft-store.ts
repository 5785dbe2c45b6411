/** Drafts in the database, and the octets of their attachments in files. */
import type { DraftStore } from '../../mailbox/draft-store.ts';
import type { Database, Row } from '../sqlite/database.ts';
import type { DraftFiles } from './draft-files.ts';
import { attachmentsHeld, attachmentsOf, bytesFit, bytesHeld, draftOf, factsOf } from './draft-rows.ts';
import { createUploads } from './uploads.ts';

/** Drafts that one purge removes. */
const purgeDrafts = 500;

export function createDraftStore(database: Database, files: DraftFiles): DraftStore {
  const attachments = createAttachments(database, files);
  const removeFiles = async (rows: readonly Row[]): Promise<void> => {
    for (const row of rows) await files.remove(String(row['file']));
  };

  return {
    ...createReads(database),
    ...attachments,
    ...createUploads(database, files),
    pathOf: files.pathOf,

    async add({ id, userId, createdAt, modifiedAt, message }, limits) {
      const json = JSON.stringify(message);
      const rows = await database.query(
        `INSERT INTO draft SELECT ?5, ?1, ?6, ?7, ?8, ?2
         WHERE (SELECT count(*) FROM draft WHERE user_id = ?1) < ?4 AND ${bytesFit} RETURNING id`,
        userId,
        Buffer.byteLength(json),
        limits.bytes,
        limits.drafts,
        id,
        createdAt,
        modifiedAt,
        json,
      );
      return rows.length === 1 ? 'kept' : 'full';
    },

    async update({ id, userId }, message, at, limits) {
      const json = JSON.stringify(message);
      // A mailbox that is over a limit that was lowered may still make its drafts smaller.
      const rows = await database.query(
        `UPDATE draft SET message = ?5, size_bytes = ?2, modified_at = ?6
         WHERE id = ?4 AND (${bytesHeld} - size_bytes + ?2 <= ?3 OR ?2 <= size_bytes) RETURNING id`,
        userId,
        Buffer.byteLength(json),
        limits.bytes,
        id,
        json,
        at,
      );
      return rows.length === 1 ? 'kept' : 'full';
    },

    async remove(id) {
      const results = await database.transaction([
        { sql: 'DELETE FROM draft_attachment WHERE draft_id = ? RETURNING file', parameters: [id] },
        { sql: 'DELETE FROM upload_session WHERE draft_id = ? RETURNING file', parameters: [id] },
        { sql: 'DELETE FROM draft WHERE id = ?', parameters: [id] },
      ]);
      await removeFiles(results.flat());
    },

    purge: (now, draftsBefore) => purge(database, files, now, draftsBefore),
  };
}

function createReads(database: Database): Pick<DraftStore, 'find' | 'list' | 'count'> {
  return {
    async find(userId, id) {
      const [drafts, parts] = await database.transaction([
        { sql: 'SELECT * FROM draft WHERE id = ? AND user_id = ?', parameters: [id, userId] },
        attachmentsOf([id]),
      ]);
      const [row] = drafts ?? [];
      return row === undefined ? null : draftOf(row, parts ?? []);
    },

    async list(userId, { after, limit }) {
      const rows = await database.query(
        `SELECT * FROM draft WHERE user_id = ?1 AND (?2 IS NULL OR (created_at, id) < (?2, ?3))
         ORDER BY created_at DESC, id DESC LIMIT ?4`,
        userId,
        after?.at ?? null,
        after?.id ?? null,
        limit,
      );
      const { sql, parameters } = attachmentsOf(rows.map((row) => String(row['id'])));
      const parts = await database.query(sql, ...parameters);
      return rows.map((row) => draftOf(row, parts));
    },

    async count(userId) {
      const [row] = await database.query('SELECT count(*) AS drafts FROM draft WHERE user_id = ?', userId);
      return Number(row?.['drafts'] ?? 0);
    },
  };
}

async function purge(database: Database, files: DraftFiles, now: number, draftsBefore: number): Promise<void> {
  await database.transaction([
    { sql: 'DELETE FROM upload_session WHERE expires_at <= ?', parameters: [now] },
    {
      sql: 'DELETE FROM draft WHERE id IN (SELECT id FROM draft WHERE modified_at < ? LIMIT ?)',
      parameters: [draftsBefore, purgeDrafts],
    },
  ]);
  // Looked up before the names are: what a request is writing now is named by the time that it is listed here.
  const idle = await files.idle();
  const rows = await database.query('SELECT file FROM draft_attachment UNION SELECT file FROM upload_session');
  const named = new Set(rows.map((row) => String(row['file'])));
  for (const name of idle) if (!named.has(name)) await files.remove(name);
}

function createAttachments(
  database: Database,
  files: DraftFiles,
): Pick<DraftStore, 'addAttachment' | 'removeAttachment'> {
  return {
    async addAttachment({ id: draftId, userId }, attachment, octets, limits) {
      const file = files.newName();
      const { id, sizeBytes, addedAt } = attachment;
      try {
        await files.write(file, 0, single(octets), octets.length);
        await files.sync(file);
        const rows = await database.query(
          `INSERT INTO draft_attachment SELECT ?5, ?6, ?1, ?7, ?2, ?8, ?9
           WHERE ${attachmentsHeld} < ?4 AND ${bytesFit} RETURNING id`,
          userId,
          sizeBytes,
          limits.bytes,
          limits.attachmentsPerDraft,
          id,
          draftId,
          factsOf(attachment),
          file,
          addedAt,
        );
        if (rows.length === 1) return 'kept';
      } finally {
        files.settled(file);
      }
      await files.remove(file);
      return 'full';
    },

    async removeAttachment(draftId, attachmentId) {
      const rows = await database.query(
        'DELETE FROM draft_attachment WHERE draft_id = ? AND id = ? RETURNING file',
        draftId,
        attachmentId,
      );
      for (const row of rows) await files.remove(String(row['file']));
    },
  };
}

async function* single(octets: Buffer): AsyncGenerator<Buffer> {
  yield octets;
}
