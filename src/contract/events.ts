/** What has changed, as the admin API tells it. */
import { Type } from 'typebox';
import { sought, strictly } from './common.ts';
import { route } from './route-contract.ts';

export const followChanges = route('GET /events', {
  operationId: 'followChanges',
  summary:
    'What changes, as server-sent events: `changed` with `of` (sign-ins, messages, queue, users, settings, audit, applications, roles), of what the caller may read, each at most once a second; `ended`, why it is over before its time. What it is now, the client asks for',
  query: strictly({
    tenant: Type.Optional(sought),
    seconds: Type.Integer({ minimum: 0, maximum: 86_400, default: 3600, description: 'How long it lasts' }),
  }),
  octets: 'text/event-stream',
});
