/** Users, their passwords, and the settings of user and mailbox. */
import type { Static } from 'typebox';
import {
  addUser,
  changeUser,
  changeUserSettings,
  countUsers,
  listMethods,
  listUsers,
  removeMethod,
  removeUser,
  revokeSessions,
  setPassword,
  showUser,
} from '../../contract/users.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { userSettings } from '../../directory/settings.ts';
import type { UserFilter } from '../../directory/user-list.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';
import { areasOf, endOf, given } from './read-request.ts';

/** A list that is narrowed by a setting needs the right to read it. */
const narrowing = [read('user'), read('mailbox'), read('multi-factor')];

export function userRoutes({ administration, chosenPasswords, clock }: Services): AdminRoute[] {
  const { tenants, users, userLists, passwords, methods, settings } = administration;
  const show = async (caller: AdminRequest, login: string) => {
    const user = await users.find(caller, login, 'user');
    return { user, settings: await settings.readOfUser(caller, user) };
  };
  return [
    answering(listUsers, narrowing, async ({ caller, query }) => {
      const filter = filterOf(query, await tenants.scopeOf(caller, query.tenant, 'user'));
      return userLists.page(caller, { ...filter, after: query.after ?? null, limit: query.limit });
    }),
    answering(countUsers, narrowing, async ({ caller, query }) =>
      userLists.count(caller, filterOf(query, await tenants.scopeOf(caller, query.tenant, 'user'))),
    ),
    answering(
      addUser,
      write('user'),
      async ({ caller, body: { userPrincipalName, password, scram = false, ...rest } }) => {
        const domain = userPrincipalName.slice(userPrincipalName.lastIndexOf('@') + 1);
        const { id: tenantId } = await tenants.find(caller, domain, 'user');
        const generated = password === undefined ? chosenPasswords.generate() : null;
        const verifiers = await chosenPasswords.verifiers(password ?? generated ?? '', { scram });
        const user = await users.add(caller, { ...rest, userPrincipalName, tenantId, verifiers });
        return { user, ...(generated === null ? {} : { password: generated }) };
      },
    ),
    answering(showUser, read('user'), ({ caller, params }) => show(caller, params.user)),
    answering(changeUser, write('user'), async ({ caller, params, body }) => {
      const user = await users.find(caller, params.user, 'user', 'write');
      await users.update(caller, user, given(body));
      return show(caller, user.id);
    }),
    answering(removeUser, write('user'), async ({ caller, params }) =>
      users.remove(caller, await users.find(caller, params.user, 'user', 'write')),
    ),
    answering(setPassword, write('password'), async ({ caller, params, body: { password, scram = false } }) => {
      const user = await users.find(caller, params.user, 'password', 'write');
      await passwords.setPassword(caller, user, await chosenPasswords.verifiers(password, { scram }));
    }),
    answering(listMethods, read('multi-factor'), async ({ caller, params }) => ({
      methods: await methods.list(caller, await users.find(caller, params.user, 'multi-factor')),
    })),
    answering(removeMethod, write('multi-factor'), async ({ caller, params }) =>
      methods.remove(caller, await users.find(caller, params.user, 'multi-factor', 'write'), params.method),
    ),
    answering(revokeSessions, write('session'), async ({ caller, params }) => {
      const user = await users.find(caller, params.user, 'session', 'write');
      await settings.changeOfUser(caller, user, { tokensValidFrom: clock() });
    }),
    answering(changeUserSettings, areasOf(userSettings).map(write), async ({ caller, params, body }) => {
      const user = await users.find(caller, params.user, 'user');
      await settings.changeOfUser(caller, user, body.settings, endOf(body), body.expected);
      return show(caller, user.id);
    }),
  ];
}

function filterOf(
  { search, enabled, licensed, smtpAuth, perUserMfa }: Static<(typeof countUsers)['query']>,
  tenantId: string | null,
): UserFilter {
  const settings = given({ accountEnabled: enabled, licensed, mailboxSmtpAuth: smtpAuth, perUserMfa });
  return { tenantId, settings, ...given({ search }) };
}
