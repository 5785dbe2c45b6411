/** Bodies of the admin API's requests. */

import type { Static } from 'typebox';
import { Type } from 'typebox';

const strict = { additionalProperties: false };
const address = Type.String({ minLength: 3, maxLength: 320, pattern: '^[^\\s@<>]+@[^\\s@<>]+$' });
const password = Type.String({ minLength: 1, maxLength: 256 });
const label = Type.String({ minLength: 1, maxLength: 120 });

export const addTenantBody = Type.Object(
  {
    domain: Type.String({ minLength: 1, maxLength: 253, pattern: '^[^\\s@<>/]+$' }),
    displayName: Type.Optional(label),
  },
  strict,
);
export type AddTenantBody = Static<typeof addTenantBody>;

export const addUserBody = Type.Object(
  {
    userPrincipalName: address,
    displayName: Type.Optional(label),
    aliases: Type.Optional(Type.Array(address, { maxItems: 400 })),
    /** Left out: the service makes one and answers it once. */
    password: Type.Optional(password),
    scram: Type.Optional(Type.Boolean()),
  },
  strict,
);
export type AddUserBody = Static<typeof addUserBody>;

export const setPasswordBody = Type.Object({ password, scram: Type.Optional(Type.Boolean()) }, strict);
export type SetPasswordBody = Static<typeof setPasswordBody>;

export const addAppPasswordBody = Type.Object({ name: label }, strict);
export type AddAppPasswordBody = Static<typeof addAppPasswordBody>;
