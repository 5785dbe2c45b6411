/** Every route of the admin API by method and path, out of the contracts; types alone, so that no schema is shipped. */
import type { Static, TObject, TSchema } from 'typebox';
import type { Answer, RouteContract } from '../../../src/contract/route-contract.ts';

type RoutesIn<Module> = {
  [Name in keyof Module as Module[Name] extends { readonly at: infer At extends string } ? At : never]: Module[Name];
};

type Routes = RoutesIn<typeof import('../../../src/contract/app-passwords.ts')> &
  RoutesIn<typeof import('../../../src/contract/applications.ts')> &
  RoutesIn<typeof import('../../../src/contract/audit.ts')> &
  RoutesIn<typeof import('../../../src/contract/authentication-policies.ts')> &
  RoutesIn<typeof import('../../../src/contract/conditional-access.ts')> &
  RoutesIn<typeof import('../../../src/contract/doctor-foresight.ts')> &
  RoutesIn<typeof import('../../../src/contract/doctor.ts')> &
  RoutesIn<typeof import('../../../src/contract/doctor-hosts.ts')> &
  RoutesIn<typeof import('../../../src/contract/mailbox-permissions.ts')> &
  RoutesIn<typeof import('../../../src/contract/me.ts')> &
  RoutesIn<typeof import('../../../src/contract/message-content.ts')> &
  RoutesIn<typeof import('../../../src/contract/messages.ts')> &
  RoutesIn<typeof import('../../../src/contract/overview.ts')> &
  RoutesIn<typeof import('../../../src/contract/roles.ts')> &
  RoutesIn<typeof import('../../../src/contract/service.ts')> &
  RoutesIn<typeof import('../../../src/contract/sign-ins.ts')> &
  RoutesIn<typeof import('../../../src/contract/tenants.ts')> &
  RoutesIn<typeof import('../../../src/contract/trusted-issuers.ts')> &
  RoutesIn<typeof import('../../../src/contract/users.ts')>;

export type At = keyof Routes;

type Parts<Name extends At> =
  Routes[Name] extends RouteContract<infer P extends TObject, infer Q extends TObject, infer B extends TSchema>
    ? { readonly params: Static<P>; readonly query: Static<Q>; readonly body: Static<B> }
    : never;

/** What a request to a route says; whatever has a default may be left out. */
export interface Input<Name extends At> {
  readonly params?: Readonly<Parts<Name>['params']>;
  readonly query?: { readonly [K in keyof Parts<Name>['query']]?: Parts<Name>['query'][K] | undefined };
  readonly body?: Parts<Name>['body'];
  /** The id of what belongs together, in the logs; a GUID. */
  readonly correlationId?: string;
}

export type AnswerOf<Name extends At> = Answer<Routes[Name]>;
