/**
 * The addresses that upload sessions give out: whoever holds one may write that attachment, and needs no token. A piece goes to
 * its file as it comes, and counts when it has come whole.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { UploadSession } from '../../mailbox/draft.ts';
import type { Piece, PieceResult } from '../../submission/attachment-uploads.ts';
import { refusedStatus } from '../problem.ts';
import type { Services } from '../services.ts';
import { graphFaultOf } from './graph-error.ts';
import { GraphFault, serviceFailed } from './graph-fault.ts';
import { itemId } from './mail/item-id.ts';
import { itemNotFound } from './mail/mail-fault.ts';
import { sendFault } from './send-fault.ts';
import { uploadPath } from './upload-path.ts';

interface OfUpload {
  Params: { token: string };
}

export function uploadDoor(
  server: FastifyInstance,
  { mail: { uploads }, clock, publicUrl }: Pick<Services, 'mail' | 'clock' | 'publicUrl'>,
  fault: (error: unknown) => void,
): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  server.setErrorHandler((error, request, reply) => {
    const known = refusedStatus(error) === null ? graphFaultOf(error) : badRange('The request cannot be read.');
    if (known === null) fault(error);
    return sendFault(request, reply, known ?? serviceFailed(), clock);
  });
  const path = `${uploadPath}/:token`;

  server.get<OfUpload>(path, async ({ params: { token } }) => {
    const session = await uploads.find(token);
    if (session === null) throw itemNotFound();
    return progressOf(session);
  });

  server.delete<OfUpload>(path, async ({ params: { token } }, reply) => {
    if (!(await uploads.cancel(token))) throw itemNotFound();
    return reply.code(204).send();
  });

  server.put<OfUpload>(path, async (request, reply) => {
    const payload = (request.body as Readable | undefined) ?? Readable.from([]);
    try {
      const piece = pieceOf(request);
      const octets = payload.iterator({ destroyOnReturn: false });
      return answerPiece(await uploads.put(request.params.token, piece, octets), reply, publicUrl());
    } finally {
      // A client listens to the answer only once it has sent all.
      payload.resume();
    }
  });
}

function answerPiece(result: PieceResult, reply: FastifyReply, publicUrl: string): FastifyReply {
  switch (result.kind) {
    case 'more':
      return reply.send(progressOf(result.session));
    case 'whole': {
      const { userId, draftId } = result.session;
      const message = `${publicUrl}/v1.0/users('${userId}')/messages('${itemId({ folder: 'drafts', id: draftId })}')`;
      return reply.code(201).header('location', `${message}/attachments('${result.attachmentId}')`).send();
    }
    case 'gone':
      throw itemNotFound();
    case 'busy':
      throw new GraphFault(409, 'ErrorIrresolvableConflict', 'Another piece of this upload is being written.');
    case 'wrong-range':
      throw new GraphFault(
        416,
        'InvalidRange',
        `The next piece begins at ${result.session.receivedBytes} of ${result.session.sizeBytes} octets.`,
      );
    case 'wrong-length':
      throw badRange('The body has not the octets that Content-Range says.');
  }
}

function progressOf({ expiresAt, receivedBytes }: UploadSession): object {
  return { expirationDateTime: new Date(expiresAt).toISOString(), nextExpectedRanges: [String(receivedBytes)] };
}

function pieceOf({ headers }: FastifyRequest): Piece {
  const [, first, last, total] =
    /^bytes (\d{1,12})-(\d{1,12})\/(\d{1,12})$/i.exec(headers['content-range'] ?? '') ?? [];
  if (first === undefined || last === undefined || total === undefined)
    throw badRange("The header Content-Range is needed, as 'bytes 0-1023/4096'.");
  return { first: Number(first), last: Number(last), total: Number(total) };
}

function badRange(message: string): GraphFault {
  return new GraphFault(400, 'ErrorInvalidRequest', message);
}
