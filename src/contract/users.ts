/** Users, their passwords and settings, as the admin API has them. */
import { Type } from 'typebox';
import {
  address,
  instant,
  label,
  limit,
  oneOf,
  orNull,
  password,
  settingsInForce,
  shape,
  sought,
  strictly,
  texts,
} from './common.ts';
import { route } from './route-contract.ts';
import { userSettingsPatch } from './settings.ts';

const userFields = {
  id: Type.String(),
  tenantId: Type.String(),
  userPrincipalName: Type.String(),
  displayName: Type.String(),
  aliases: texts,
  createdAt: instant,
  profile: Type.Optional(
    Type.Record(Type.String(), Type.String(), { description: "What is known of the person, under Graph's names" }),
  ),
};
export const user = shape('User', userFields);
export const ofUser = strictly({
  user: Type.String({ ...sought, description: 'Id, principal name or alias of the user' }),
});
const userWithSettings = shape('UserWithSettings', { user, settings: settingsInForce });

const smtpAuth = oneOf('on', 'off', 'inherit');
const perUserMfa = oneOf('disabled', 'enabled', 'enforced');
const listedUser = shape('ListedUser', {
  ...userFields,
  settings: shape('ListedSettings', {
    accountEnabled: Type.Optional(Type.Boolean()),
    licensed: Type.Optional(Type.Boolean()),
    mailboxSmtpAuth: Type.Optional(smtpAuth),
    perUserMfa: Type.Optional(perUserMfa),
    sendingRestriction: Type.Optional(orNull(Type.String())),
    authenticationPolicy: Type.Optional(orNull(Type.String())),
  }),
});

const filter = {
  tenant: Type.Optional(sought),
  search: Type.Optional(
    Type.String({ ...sought, description: 'A part of the principal name, the display name or an alias, in any case' }),
  ),
  enabled: Type.Optional(Type.Boolean({ description: 'Whether the account may sign in' })),
  licensed: Type.Optional(Type.Boolean()),
  smtpAuth: Type.Optional(smtpAuth),
  perUserMfa: Type.Optional(perUserMfa),
};

export const listUsers = route('GET /users', {
  operationId: 'listUsers',
  summary: 'Users, ordered by principal name, each with the settings of a list that the caller may read',
  query: strictly({
    ...filter,
    after: Type.Optional(Type.String({ ...sought, description: 'Only those after this principal name' })),
    limit: limit(1000),
  }),
  answer: shape('Users', {
    users: Type.Array(listedUser),
    next: orNull(
      Type.String({
        description: 'The next page comes `after` it; null: there is none. Where few are found, a page may be short',
      }),
    ),
  }),
});

export const countUsers = route('GET /users/count', {
  operationId: 'countUsers',
  summary: 'How many users a list has in all its pages',
  query: strictly(filter),
  answer: shape('UserCount', {
    users: Type.Integer(),
    isWhole: Type.Boolean({ description: 'False: there are at least so many; no more were looked at' }),
  }),
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

export const changeUser = route('PATCH /users/{user}', {
  operationId: 'changeUser',
  summary: 'Change the names of a user: what is left out stays',
  params: ofUser,
  body: Type.Object(
    {
      userPrincipalName: Type.Optional(address),
      displayName: Type.Optional(label),
      aliases: Type.Optional(Type.Array(address, { maxItems: 400, description: 'All of them from now on' })),
    },
    { additionalProperties: false, minProperties: 1 },
  ),
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
