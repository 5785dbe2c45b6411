/** Live SMTP dialogues, as the admin API has them. */
import { Type } from 'typebox';
import { sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

export const watchSessions = route('GET /watch', {
  operationId: 'watchSessions',
  summary:
    'Live SMTP dialogues as server-sent events: `line`, a line of one; `lost`, how many a slow client has missed; `ended`, why it is over before its time. No secrets, no content of mail',
  query: strictly({
    tenant: Type.Optional(sought),
    user: Type.Optional(Type.String({ ...sought, description: 'An account by any of its names, or an unknown login' })),
    address: Type.Optional(Type.String({ ...sought, description: 'An address, or a range such as 192.0.2.0/24' })),
    listener: Type.Optional(sought),
    seconds: Type.Integer({ minimum: 1, maximum: 86_400, default: 3600, description: 'How long it lasts' }),
  }),
  octets: 'text/event-stream',
});
