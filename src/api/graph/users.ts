/** `/users`: listed in pages, found, changed, removed. */
import type { User } from '../../directory/nouns.ts';
import type { Services } from '../services.ts';
import type { GraphWork } from './answer-request.ts';
import { BadRequest } from './graph-error.ts';
import { readBody } from './read-body.ts';

type Parts = Pick<Services, 'directory' | 'administration'>;

export interface UserQuery {
  readonly $select?: string;
  readonly $top?: string;
  readonly $skiptoken?: string;
}

/** Graph's own: 100 unless asked, 999 at the most. */
const ordinaryPage = 100;
const maximumPage = 999;
/** What a user shows when nothing is selected, as in Graph; the rest is had by asking for it. */
const shownByDefault = ['id', 'displayName', 'userPrincipalName', 'mail'];

export function listUsers(parts: Parts, query: UserQuery): GraphWork {
  return async ({ caller, tenantId, base }) => {
    const size = pageSize(query.$top);
    const after = query.$skiptoken === undefined ? null : Buffer.from(query.$skiptoken, 'base64url').toString();
    const users = await parts.administration.users.list(caller, tenantId, after, size);
    const value = await Promise.all(users.map((user) => resourceOf(user, query.$select, parts)));
    const last = users.length === size ? users.at(-1) : undefined;
    return {
      '@odata.context': `${base}/$metadata#users`,
      ...(last !== undefined && { '@odata.nextLink': nextLink(base, query, last.userPrincipalName) }),
      value,
    };
  };
}

export function getUser(parts: Parts, id: string, query: UserQuery): GraphWork {
  return async ({ caller, base }) => {
    const user = await parts.administration.users.find(caller, id, 'user');
    return { '@odata.context': `${base}/$metadata#users/$entity`, ...(await resourceOf(user, query.$select, parts)) };
  };
}

export function patchUser({ administration }: Parts, id: string, body: unknown): GraphWork {
  return async ({ caller }) => {
    const { accountEnabled, displayName } = readBody(body, { accountEnabled: 'boolean', displayName: 'string' });
    const user = await administration.users.find(caller, id, 'user', 'write');
    if (typeof accountEnabled === 'boolean')
      await administration.settings.changeOfUser(caller, user, { accountEnabled });
    if (typeof displayName === 'string') await administration.users.update(caller, user, { displayName });
    return null;
  };
}

export function deleteUser({ administration }: Parts, id: string): GraphWork {
  return async ({ caller }) => {
    await administration.users.remove(caller, await administration.users.find(caller, id, 'user', 'write'));
    return null;
  };
}

async function resourceOf(user: User, select: string | undefined, { directory }: Parts): Promise<object> {
  const { accountEnabled } = await directory.settingsOfUser(user.id);
  const all: Readonly<Record<string, unknown>> = {
    id: user.id,
    displayName: user.displayName,
    userPrincipalName: user.userPrincipalName,
    mail: user.userPrincipalName,
    accountEnabled: accountEnabled.value,
    proxyAddresses: [`SMTP:${user.userPrincipalName}`, ...user.aliases.map((alias) => `smtp:${alias}`)],
    createdDateTime: new Date(user.createdAt).toISOString(),
    onPremisesSyncEnabled: null,
  };
  const wanted =
    select?.split(',').map((name) => name.trim().toLowerCase()) ?? shownByDefault.map((name) => name.toLowerCase());
  const unknown = wanted.find((name) => !Object.keys(all).some((each) => each.toLowerCase() === name));
  if (unknown !== undefined)
    throw new BadRequest(`Could not find a property named '${unknown}' on type 'microsoft.graph.user'.`);
  return Object.fromEntries(Object.entries(all).filter(([name]) => wanted.includes(name.toLowerCase())));
}

function pageSize(top: string | undefined): number {
  if (top === undefined) return ordinaryPage;
  const size = Number(top);
  if (!Number.isInteger(size) || size < 1 || size > maximumPage)
    throw new BadRequest(`Invalid page size specified: '${top}'. Must be between 1 and ${maximumPage} inclusive.`);
  return size;
}

function nextLink(base: string, { $select, $top }: UserQuery, last: string): string {
  const query = new URLSearchParams({
    ...($select !== undefined && { $select }),
    ...($top !== undefined && { $top }),
    $skiptoken: Buffer.from(last).toString('base64url'),
  });
  return `${base}/users?${query.toString()}`;
}
