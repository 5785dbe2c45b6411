/** What a search of the sign-in log may ask for, in the query of its address. */
import { type Static, Type } from 'typebox';
import { gateNames } from '../../sign-in/gates/gate-names.ts';
import { type SignInQuery, signInKinds, signInOutcomes } from '../../sign-in/sign-in-log.ts';
import { type ReplyName, replies } from '../../smtp/replies.ts';
import { limitOf } from './read-request.ts';

const time = Type.Optional(Type.String({ format: 'date-time' }));
const text = Type.Optional(Type.String({ minLength: 1, maxLength: 320 }));
const oneOf = <Name extends string>(names: readonly Name[]) =>
  Type.Optional(Type.Unsafe<Name>(Type.String({ enum: [...names] })));

export const signInQuerystring = Type.Object(
  {
    tenant: text,
    user: text,
    application: text,
    address: text,
    reply: oneOf(Object.keys(replies) as ReplyName[]),
    gate: oneOf(gateNames),
    outcome: oneOf(signInOutcomes),
    kind: oneOf(signInKinds),
    errorCode: Type.Optional(Type.String({ pattern: '^\\d{1,7}$' })),
    correlationId: text,
    from: time,
    to: time,
    olderThan: text,
    limit: text,
  },
  { additionalProperties: false },
);

export type SignInQuerystring = Static<typeof signInQuerystring>;

export function signInQueryOf(
  { tenant: _tenant, user, errorCode, from, to, limit, ...same }: SignInQuerystring,
  tenantId: string | null,
): SignInQuery {
  return {
    tenantId,
    ...same,
    ...(user !== undefined && { login: user }),
    ...(errorCode !== undefined && { errorCode: Number(errorCode) }),
    ...(from !== undefined && { from: Date.parse(from) }),
    ...(to !== undefined && { to: Date.parse(to) }),
    limit: limitOf(limit, 50, 1000),
  };
}
