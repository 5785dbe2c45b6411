/** Who asks for something at an administrative door, and from where. */
import type { AdministratorRole } from './administrator-role.ts';
import type { Permission } from './permission.ts';

interface Caller {
  /** Stands in the audit log. */
  readonly id: string;
  readonly name: string;
  /** Roles held in `tenantId`; `platform-operator` counts for every tenant. */
  readonly roles: readonly AdministratorRole[];
  readonly tenantId: string;
  /** What its token carries: delegated scopes, or application permissions. */
  readonly permissions: readonly Permission[];
}

export type Actor =
  /** A person; what a token of theirs may do is bounded by its scopes as well as by their roles. */
  | (Caller & {
      readonly kind: 'user';
      /** The client that acts for them; absent: none does. */
      readonly appId?: string;
    })
  /** An application on its own behalf; `id` is that of its service principal. */
  | (Caller & { readonly kind: 'application'; readonly appId: string })
  /** Whoever holds the token of the data directory: the machine's own administrator. */
  | { readonly kind: 'local'; readonly id: string; readonly name: string }
  /** The service itself: a change that has come to its end, the first start. */
  | { readonly kind: 'system'; readonly id: string; readonly name: string };

/** Who stands behind a token. */
export type BearerActor = Extract<Actor, { readonly kind: 'user' | 'application' }>;

/** Which door a request came through; `sign-in`: the pages where a person signs in and keeps their second factors. */
export type AdministrativeDoor = 'graph' | 'exchange' | 'admin' | 'authority' | 'sign-in' | 'service';

/** One request of an actor. */
export interface AdminRequest {
  readonly actor: Actor;
  readonly door: AdministrativeDoor;
  /** The client's address; empty for the service itself. */
  readonly address: string;
  /** Shared by all that one request changes; the client's own where it sent one. */
  readonly correlationId: string;
}
