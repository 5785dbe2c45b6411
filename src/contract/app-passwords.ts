/** App passwords of a user, as the admin API has them. */
import { Type } from 'typebox';
import { instant, label, orNull, shape, sought, strictly } from './common.ts';
import { route } from './route-contract.ts';
import { ofUser } from './users.ts';

const appPassword = shape('AppPassword', {
  id: Type.String(),
  userId: Type.String(),
  name: Type.String(),
  createdAt: instant,
  lastUsedAt: orNull(instant),
});

export const listAppPasswords = route('GET /users/{user}/app-passwords', {
  operationId: 'listAppPasswords',
  summary: 'App passwords of a user, without the passwords',
  params: ofUser,
  answer: shape('AppPasswords', { appPasswords: Type.Array(appPassword) }),
});

export const addAppPassword = route('POST /users/{user}/app-passwords', {
  operationId: 'addAppPassword',
  summary: 'Make an app password; it is answered this once',
  params: ofUser,
  body: strictly({ name: label }),
  answer: shape('AddedAppPassword', { appPassword, password: Type.String() }),
  created: true,
});

export const removeAppPassword = route('DELETE /users/{user}/app-passwords/{name}', {
  operationId: 'removeAppPassword',
  summary: 'Remove an app password, by id or name',
  params: strictly({ ...ofUser.properties, name: sought }),
});
