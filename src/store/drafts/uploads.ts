/** Uploads of large attachments: their state in the database, their octets in a file that grows. */
import type { DraftStore } from '../../mailbox/draft-store.ts';
import type { Database } from '../sqlite/database.ts';
import type { DraftFiles } from './draft-files.ts';
import { attachmentsHeld, bytesFit, factsOf, uploadOf } from './draft-rows.ts';

type Uploads = Pick<
  DraftStore,
  'openUpload' | 'findUpload' | 'writePiece' | 'advanceUpload' | 'finishUpload' | 'cancelUpload'
>;

export function createUploads(database: Database, files: DraftFiles): Uploads {
  return {
    async openUpload(session, limits) {
      const file = files.newName();
      const { tokenHash, draftId, userId, attachment, sizeBytes, expiresAt } = session;
      const rows = await database.query(
        `INSERT INTO upload_session SELECT ?5, ?6, ?1, ?7, ?2, 0, ?8, ?9
         WHERE (SELECT count(*) FROM upload_session WHERE user_id = ?1) < ?4 AND ${attachmentsHeld} < ?10 AND ${bytesFit}
         RETURNING token_hash`,
        userId,
        sizeBytes,
        limits.bytes,
        limits.uploads,
        tokenHash,
        draftId,
        factsOf(attachment),
        file,
        expiresAt,
        limits.attachmentsPerDraft,
      );
      files.settled(file);
      return rows.length === 1 ? 'kept' : 'full';
    },

    async findUpload(tokenHash) {
      const [row] = await database.query('SELECT * FROM upload_session WHERE token_hash = ?', tokenHash);
      return row === undefined ? null : uploadOf(row);
    },

    writePiece: ({ file, receivedBytes }, octets, maximumBytes) =>
      files.write(file, receivedBytes, octets, maximumBytes),

    async advanceUpload(tokenHash, receivedBytes, expiresAt) {
      await database.query(
        'UPDATE upload_session SET received_bytes = ?, expires_at = ? WHERE token_hash = ?',
        receivedBytes,
        expiresAt,
        tokenHash,
      );
    },

    async finishUpload({ tokenHash, draftId, userId, file }, attachment) {
      await files.sync(file);
      const { id, sizeBytes, addedAt } = attachment;
      const [gone] = await database.transaction([
        {
          // Only where the upload is still there: it may have been cancelled meanwhile.
          sql: `INSERT INTO draft_attachment SELECT ?, ?, ?, ?, ?, ?, ?
                WHERE EXISTS (SELECT 1 FROM upload_session WHERE token_hash = ?) RETURNING id`,
          parameters: [id, draftId, userId, factsOf(attachment), sizeBytes, file, addedAt, tokenHash],
        },
        { sql: 'DELETE FROM upload_session WHERE token_hash = ?', parameters: [tokenHash] },
      ]);
      return gone?.length === 1;
    },

    async cancelUpload({ tokenHash, file }) {
      await database.query('DELETE FROM upload_session WHERE token_hash = ?', tokenHash);
      await files.remove(file);
    },
  };
}
