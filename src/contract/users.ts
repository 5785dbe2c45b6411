/** Users, their passwords and settings, as the admin API has them. */
import { Type } from 'typebox';
import { address, instant, label, limit, password, settingsInForce, shape, sought, strictly, texts } from './common.ts';
import { route } from './route-contract.ts';
import { userSettingsPatch } from './settings.ts';

export const user = shape('User', {
  id: Type.String(),
  tenantId: Type.String(),
  userPrincipalName: Type.String(),
  displayName: Type.String(),
  aliases: texts,
  createdAt: instant,
  profile: Type.Optional(
    Type.Record(Type.String(), Type.String(), { description: "What is known of the person, under Graph's names" }),
  ),
});
export const ofUser = strictly({
  user: Type.String({ ...sought, description: 'Id, principal name or alias of the user' }),
});
const userWithSettings = shape('UserWithSettings', { user, settings: settingsInForce });

export const listUsers = route('GET /users', {
  operationId: 'listUsers',
  summary: 'Users, ordered by principal name',
  query: strictly({
    tenant: Type.Optional(sought),
    after: Type.Optional(Type.String({ ...sought, description: 'Only those after this principal name' })),
    limit: limit(1000),
  }),
  answer: shape('Users', { users: Type.Array(user) }),
});

export const addUser = route('POST /users', {
  operationId: 'addUser',
  summary: 'Add a user and their mailbox; where no password is sent, one is made and answered this once',
  body: strictly({
    userPrincipalName: address,
    displayName: Type.Optional(label),
    aliases: Type.Optional(Type.Array(address, { maxItems: 400 })),
    password: Type.Optional(password),
    scram: Type.Optional(Type.Boolean({ description: 'The password may be used with SCRAM' })),
  }),
  answer: shape('AddedUser', { user, password: Type.Optional(Type.String()) }),
  created: true,
});

export const showUser = route('GET /users/{user}', {
  operationId: 'showUser',
  summary: 'A user, with the settings in force that the caller may read',
  params: ofUser,
  answer: userWithSettings,
});

export const removeUser = route('DELETE /users/{user}', {
  operationId: 'removeUser',
  summary: 'Remove a user and their mailbox',
  params: ofUser,
});

export const setPassword = route('PUT /users/{user}/password', {
  operationId: 'setPassword',
  summary: 'Set the password of a user',
  params: ofUser,
  body: strictly({ password, scram: Type.Optional(Type.Boolean()) }),
});

export const changeUserSettings = route('PATCH /users/{user}/settings', {
  operationId: 'changeUserSettings',
  summary: 'Change settings of a user and their mailbox, all of them or none; null puts one back to its default',
  params: ofUser,
  body: userSettingsPatch,
  answer: userWithSettings,
});

export const listMethods = route('GET /users/{user}/methods', {
  operationId: 'listMethods',
  summary: 'Second factors of a user',
  params: ofUser,
  answer: shape('Methods', {
    methods: Type.Array(
      shape('Method', {
        id: Type.String(),
        userId: Type.String(),
        kind: Type.String(),
        name: Type.String(),
        createdAt: instant,
      }),
    ),
  }),
});

export const removeMethod = route('DELETE /users/{user}/methods/{method}', {
  operationId: 'removeMethod',
  summary: 'Remove a second factor of a user, who is then asked to register another where one is needed',
  params: strictly({ ...ofUser.properties, method: Type.String({ ...sought, description: 'Its id' }) }),
});

export const revokeSessions = route('POST /users/{user}/revoke-sessions', {
  operationId: 'revokeSessions',
  summary: 'Refuse every session and token of a user from before this moment',
  params: ofUser,
});
