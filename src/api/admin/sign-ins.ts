/** The sign-in log, and why a session was refused. */
import { explainSession, exportSignIns, listSignIns } from '../../contract/sign-ins.ts';
import { replyText } from '../../smtp/codec/reply-writer.ts';
import type { ReplyName } from '../../smtp/replies.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, streaming } from './admin-route.ts';
import { jsonLines } from './json-lines.ts';
import { signInQueryOf } from './sign-in-query.ts';

export function signInRoutes({ administration: { tenants, signIns } }: Services): AdminRoute[] {
  return [
    answering(listSignIns, read('sign-in-log'), async ({ caller, query }) => {
      const tenantId = await tenants.scopeOf(caller, query.tenant, 'sign-in-log');
      return { signIns: await signIns.list(caller, signInQueryOf(query, tenantId)) };
    }),
    streaming(exportSignIns, read('sign-in-log'), async ({ caller, query }) => {
      const tenantId = await tenants.scopeOf(caller, query.tenant, 'sign-in-log');
      return jsonLines(await signIns.export(caller, signInQueryOf(query, tenantId)));
    }),
    answering(explainSession, read('sign-in-log'), async ({ caller, params }) => {
      const sessionId = params.sessionId.toUpperCase();
      const found = await signIns.ofSession(caller, sessionId);
      return { sessionId, ...found, replies: repliesOf([...found.signIns, ...found.refusals]) };
    }),
  ];
}

/** The texts as Microsoft 365 has them, which is the profile of a listener that says nothing else. */
function repliesOf(records: readonly { readonly reply: ReplyName | null }[]): Record<string, string> {
  const names = new Set(records.flatMap(({ reply }) => reply ?? []));
  return Object.fromEntries([...names].map((name) => [name, replyText(name, 'microsoft-365')]));
}
