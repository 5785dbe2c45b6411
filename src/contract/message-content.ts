/** What a kept message says, as the admin API has it. Who reads one stands in the audit log. */
import { Type } from 'typebox';
import { shape } from './common.ts';
import { ofMessage } from './messages.ts';
import { route } from './route-contract.ts';

export const showContent = route('GET /messages/{id}/content', {
  operationId: 'showContent',
  summary: 'The header, the text and the list of attachments of a message, within bounds',
  params: ofMessage,
  answer: shape('MessageContent', {
    headers: Type.Array(
      shape('HeaderField', {
        name: Type.String(),
        value: Type.String({ description: 'With its encoded words decoded' }),
      }),
    ),
    text: Type.String({ description: 'Where the message has no text, that of its HTML' }),
    hasHtml: Type.Boolean(),
    attachments: Type.Array(
      shape('Attachment', {
        name: Type.String(),
        contentType: Type.String(),
        sizeBytes: Type.Integer(),
        isInline: Type.Boolean(),
      }),
    ),
    isCut: Type.Boolean({ description: 'There is more than was looked at, or than is answered' }),
  }),
});

export const showHtml = route('GET /messages/{id}/html', {
  operationId: 'showHtml',
  summary: 'The HTML of a message for a sandboxed frame: no script runs, nothing remote is loaded',
  params: ofMessage,
  octets: 'text/html; charset=utf-8',
});
