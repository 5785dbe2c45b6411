/** The sign-in log to those who may read it. */
import { accessTo } from '../directory/access.ts';
import type { AdminRequest } from '../directory/actor.ts';
import type { DirectoryStore } from '../directory/directory-store.ts';
import type { SignInLog, SignInQuery, SignInRecord, SubmissionRefusal } from '../sign-in/sign-in-log.ts';
import { inPages } from './in-pages.ts';
import { permit } from './permit.ts';
import { Refusal } from './refusal.ts';

export type SignInRecords = Pick<SignInLog, 'list' | 'find' | 'ofSession'>;

export interface SignInAdministration {
  /**
   * `query.tenantId` null asks for every tenant, which only the machine's own administrator may. A login that an account has
   * now stands for the account, whichever of its names was used.
   */
  list(request: AdminRequest, query: SignInQuery): Promise<SignInRecord[]>;
  /** Throws a `Refusal`. */
  find(request: AdminRequest, id: string): Promise<SignInRecord>;
  /** All that `query` finds, page by page. */
  export(request: AdminRequest, query: SignInQuery): Promise<AsyncIterable<SignInRecord>>;
  /** What happened in one session, as far as it concerns a tenant of the request. */
  ofSession(
    request: AdminRequest,
    sessionId: string,
  ): Promise<{ readonly signIns: SignInRecord[]; readonly refusals: SubmissionRefusal[] }>;
}

export function createSignInAdministration(
  log: SignInRecords,
  directory: Pick<DirectoryStore, 'findUser'>,
): SignInAdministration {
  async function permitted(request: AdminRequest, query: SignInQuery): Promise<SignInQuery> {
    permit(request, 'sign-in-log', 'read', query.tenantId);
    const { login, ...others } = query;
    const user = login === undefined ? null : await directory.findUser(login.toLowerCase());
    // Whoever is of another tenant stays unknown here.
    const known = user !== null && (query.tenantId === null || query.tenantId === user.tenantId);
    return known ? { ...others, userId: user.id } : query;
  }

  return {
    list: async (request, query) => log.list(await permitted(request, query)),
    export: async (request, query) => inPages(log.list, await permitted(request, query)),
    async find(request, id) {
      const record = await log.find(id);
      const sought = { what: 'sign-in', name: id };
      if (record === null) throw new Refusal({ kind: 'not-found', ...sought });
      permit(request, 'sign-in-log', 'read', record.tenantId, sought);
      return record;
    },
    async ofSession(request, sessionId) {
      const found = await log.ofSession(sessionId);
      const visible = ({ tenantId }: { readonly tenantId: string | null }) => {
        const { kind } = accessTo('sign-in-log', 'read', request.actor, tenantId);
        return kind === 'allowed' || (tenantId !== null && kind !== 'invisible');
      };
      const signIns = found.signIns.filter(visible);
      const refusals = found.refusals.filter(visible);
      // One session may have tried accounts of several tenants: each sees its own.
      const tenantId = signIns[0]?.tenantId ?? refusals[0]?.tenantId;
      if (tenantId === undefined && signIns.length === 0)
        throw new Refusal({ kind: 'not-found', what: 'record of session', name: sessionId });
      permit(request, 'sign-in-log', 'read', tenantId ?? null);
      return { signIns, refusals };
    },
  };
}
