/** Attachments as Graph shows them. Pure. */
import type { AttachmentFacts } from '../../../mailbox/mail-message.ts';
import { timeOf } from './message-resource.ts';

export interface ShownAttachment extends AttachmentFacts {
  readonly id: string;
  readonly sizeBytes: number;
  readonly addedAt: number;
}

/** `contentBytes`: base64, where it is shown. */
export function attachmentResource(
  { id, name, contentType, sizeBytes, isInline, contentId, addedAt }: ShownAttachment,
  contentBytes?: string,
): object {
  return {
    '@odata.type': '#microsoft.graph.fileAttachment',
    '@odata.mediaContentType': contentType,
    id,
    lastModifiedDateTime: timeOf(addedAt),
    name,
    contentType,
    size: sizeBytes,
    isInline,
    contentId,
    contentLocation: null,
    ...(contentBytes !== undefined && { contentBytes }),
  };
}
