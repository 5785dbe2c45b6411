/** Second factors of users: registered by the person, removed by the person or by an administrator. */
import type { AdminRequest } from '../directory/actor.ts';
import type { AuditAction, NewAuditEntry } from '../directory/audit-log.ts';
import {
  type AuthenticationMethod,
  type AuthenticationMethodStore,
  type AuthenticationMethodWithSecret,
  maximumMethods,
} from '../directory/authentication-method.ts';
import type { User } from '../directory/nouns.ts';
import type { RoleStore } from '../directory/role-store.ts';
import { type EntryParts, permit } from './permit.ts';
import { Refusal } from './refusal.ts';
import { userChange, userEntry } from './user-change.ts';

export type NewMethod = Pick<AuthenticationMethodWithSecret, 'kind' | 'name' | 'secret'>;

export interface MethodAdministration {
  list(request: AdminRequest, user: User): Promise<AuthenticationMethod[]>;
  add(request: AdminRequest, user: User, method: NewMethod): Promise<AuthenticationMethod>;
  remove(request: AdminRequest, user: User, id: string): Promise<void>;
}

export function createMethodAdministration(
  store: AuthenticationMethodStore,
  roles: Pick<RoleStore, 'rolesOf'>,
  parts: EntryParts,
): MethodAdministration {
  async function begin(request: AdminRequest, user: User, action: AuditAction): Promise<NewAuditEntry> {
    if (isOwn(request, user)) return userEntry(request, null, action, user, parts);
    return userChange(request, 'multi-factor', action, user, roles, parts);
  }
  return {
    async list(request, user) {
      if (!isOwn(request, user)) permit(request, 'multi-factor', 'read', user.tenantId);
      const methods = await store.listMethods(user.id);
      return methods.map(({ id, userId, kind, name, createdAt }) => ({ id, userId, kind, name, createdAt }));
    },
    async add(request, user, { kind, name, secret }) {
      const entry = await begin(request, user, 'authentication-method.add');
      const method = { id: parts.newGuid(), userId: user.id, kind, name, createdAt: parts.clock() };
      if ((await store.addMethod({ ...method, secret }, entry)) === 'too-many') {
        const detail = `the user has ${maximumMethods} methods already; remove one first`;
        throw new Refusal({ kind: 'conflict', detail });
      }
      return method;
    },
    async remove(request, user, id) {
      const entry = await begin(request, user, 'authentication-method.remove');
      if (!(await store.removeMethod(user.id, id, entry)))
        throw new Refusal({ kind: 'not-found', what: 'authentication method', name: id });
    },
  };
}

/** A person at the sign-in pages, about their own; a token of theirs is held to its permissions instead. */
function isOwn({ actor, door }: AdminRequest, user: User): boolean {
  return door === 'sign-in' && actor.kind === 'user' && actor.id === user.id;
}
