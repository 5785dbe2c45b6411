/** Uploads of large attachments, piece by piece, by whoever holds the address of the upload. */
import { createHash, randomBytes } from 'node:crypto';
import { AppError } from '../lib/app-error.ts';
import type { Clock } from '../lib/clock.ts';
import type { Draft, DraftLimits, UploadSession } from '../mailbox/draft.ts';
import type { DraftStore } from '../mailbox/draft-store.ts';
import type { AttachmentFacts } from '../mailbox/mail-message.ts';

export interface Piece {
  /** Both are counted in. */
  readonly first: number;
  readonly last: number;
  readonly total: number;
}

export type PieceResult =
  | { readonly kind: 'more'; readonly session: UploadSession }
  | { readonly kind: 'whole'; readonly session: UploadSession; readonly attachmentId: string }
  /** It runs out, or never was. */
  | { readonly kind: 'gone' }
  /** Another piece is being written. */
  | { readonly kind: 'busy' }
  | { readonly kind: 'wrong-range'; readonly session: UploadSession }
  /** The body has not the octets that its range says. */
  | { readonly kind: 'wrong-length'; readonly session: UploadSession };

export interface AttachmentUploads {
  /** The token is shown here and never again. */
  open(
    draft: Draft,
    attachment: AttachmentFacts,
    sizeBytes: number,
  ): Promise<{ readonly token: string; readonly expiresAt: number } | 'full'>;
  find(token: string): Promise<UploadSession | null>;
  put(token: string, piece: Piece, octets: AsyncIterable<Uint8Array>): Promise<PieceResult>;
  /** False: there is none. */
  cancel(token: string): Promise<boolean>;
}

export interface UploadParts {
  readonly store: DraftStore;
  readonly limits: DraftLimits;
  /** Silence after which an upload is given up. */
  readonly idleMs: number;
  readonly clock: Clock;
  readonly newId: () => string;
}

const tokenBytes = 32;

/** A token of 256 random bits needs no slow hash, and one that is looked up by its hash is compared in no telling time. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export function createAttachmentUploads({ store, limits, idleMs, clock, newId }: UploadParts): AttachmentUploads {
  const writing = new Set<string>();

  async function find(token: string): Promise<UploadSession | null> {
    const session = await store.findUpload(hashOf(token));
    return session === null || session.expiresAt <= clock() ? null : session;
  }

  async function write(session: UploadSession, { first, last, total }: Piece, octets: AsyncIterable<Uint8Array>) {
    const { sizeBytes, receivedBytes, tokenHash } = session;
    if (total !== sizeBytes || first !== receivedBytes || last < first || last >= total)
      return { kind: 'wrong-range', session } as const;
    const length = last - first + 1;
    if ((await written(session, octets, length)) !== length) return { kind: 'wrong-length', session } as const;
    if (last + 1 < total) {
      const moved = { ...session, receivedBytes: last + 1, expiresAt: clock() + idleMs };
      await store.advanceUpload(tokenHash, moved.receivedBytes, moved.expiresAt);
      return { kind: 'more', session: moved } as const;
    }
    const { attachment, file } = session;
    const id = newId();
    const finished = await store.finishUpload(session, { ...attachment, id, sizeBytes, file, addedAt: clock() });
    return finished ? ({ kind: 'whole', session, attachmentId: id } as const) : ({ kind: 'gone' } as const);
  }

  /** How many octets came; null: whoever sent them went away. */
  async function written(session: UploadSession, octets: AsyncIterable<Uint8Array>, length: number) {
    try {
      return await store.writePiece(session, octets, length);
    } catch (error) {
      if (error instanceof AppError) throw error;
      return null;
    }
  }

  return {
    find,

    async open({ id: draftId, userId }, attachment, sizeBytes) {
      const token = randomBytes(tokenBytes).toString('base64url');
      const expiresAt = clock() + idleMs;
      const session = { tokenHash: hashOf(token), draftId, userId, attachment, sizeBytes, expiresAt };
      return (await store.openUpload(session, limits)) === 'full' ? 'full' : { token, expiresAt };
    },

    async put(token, piece, octets) {
      const tokenHash = hashOf(token);
      if (writing.has(tokenHash)) return { kind: 'busy' };
      writing.add(tokenHash);
      try {
        const session = await find(token);
        return session === null ? { kind: 'gone' } : await write(session, piece, octets);
      } finally {
        writing.delete(tokenHash);
      }
    },

    async cancel(token) {
      const session = await find(token);
      if (session !== null) await store.cancelUpload(session);
      return session !== null;
    },
  };
}
