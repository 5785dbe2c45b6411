/** App passwords of one user; the password itself is answered once. */
import { addAppPassword, listAppPasswords, removeAppPassword } from '../../contract/app-passwords.ts';
import type { Services } from '../services.ts';
import { type AdminRoute, answering, read, write } from './admin-route.ts';

export function appPasswordRoutes({ administration: { users, passwords }, newAppPassword }: Services): AdminRoute[] {
  return [
    answering(listAppPasswords, read('password'), async ({ caller, params }) => {
      const user = await users.find(caller, params.user, 'password');
      return { appPasswords: await passwords.listAppPasswords(caller, user) };
    }),
    answering(addAppPassword, write('password'), async ({ caller, params, body: { name } }) => {
      const user = await users.find(caller, params.user, 'password', 'write');
      const { password, verifiers } = await newAppPassword(user);
      return { appPassword: await passwords.addAppPassword(caller, user, name, verifiers), password };
    }),
    answering(removeAppPassword, write('password'), async ({ caller, params }) => {
      const user = await users.find(caller, params.user, 'password', 'write');
      await passwords.removeAppPassword(caller, user, params.name);
    }),
  ];
}
