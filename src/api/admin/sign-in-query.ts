/** What a search of the sign-in log asks for. */
import type { Static } from 'typebox';
import type { listSignIns } from '../../contract/sign-ins.ts';
import { gateNames } from '../../contract/words.ts';
import type { SignInQuery } from '../../sign-in/sign-in-log.ts';
import { type ReplyEntry, type ReplyName, replies } from '../../smtp/replies.ts';
import { Problem } from '../problem.ts';
import { given, timeOf } from './read-request.ts';

const replyNames = Object.keys(replies) as ReplyName[];

export function signInQueryOf(
  { tenant: _tenant, user, gate, reply, from, to, limit, ...same }: Static<(typeof listSignIns)['query']>,
  tenantId: string | null,
): SignInQuery {
  const named = { gate: nameOf('gate', gate, gateNames), reply: reply === undefined ? undefined : repliesOf(reply) };
  return {
    tenantId,
    limit,
    ...given({ ...same, ...named, login: user, from: timeOf('from', from), to: timeOf('to', to) }),
  };
}

/** By its name, or all with this code or enhanced code: 535, 5.7.139. */
function repliesOf(asked: string): readonly ReplyName[] {
  const found = replyNames.filter((name) => {
    const { code, enhanced }: ReplyEntry = replies[name];
    return name === asked || asked === String(code) || asked === enhanced || asked === `${code} ${enhanced}`;
  });
  if (found.length > 0) return found;
  throw new Problem(400, `no reply has the name or the code ${asked.slice(0, 40)}; docs/generated/replies.md has all`);
}

/** What can never be found is a mistake, and no empty answer. */
function nameOf<Name extends string>(
  what: string,
  asked: string | undefined,
  names: readonly Name[],
): Name | undefined {
  const known = names.find((each) => each === asked);
  if (asked !== undefined && known === undefined) throw new Problem(400, `${what} is one of ${names.join(', ')}`);
  return known;
}
