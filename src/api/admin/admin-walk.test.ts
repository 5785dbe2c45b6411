/** Every route of the admin API with every role, against the table of access; and its answers against their contracts. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import { Value } from 'typebox/value';
import { signAccessToken } from '../../../test/fixtures/access-token.ts';
import { type AdminRequestSample, adminRequests } from '../../../test/fixtures/admin-requests.ts';
import { houseWithApplication, request as local } from '../../../test/fixtures/house-with-application.ts';
import { giveRole, newUser, type Surroundings } from '../../../test/fixtures/surroundings.ts';
import { accessTo } from '../../directory/access.ts';
import type { Actor } from '../../directory/actor.ts';
import { type AdministratorRole, administratorRoles } from '../../directory/administrator-role.ts';
import type { Tenant } from '../../directory/nouns.ts';
import type { Services } from '../services.ts';
import type { AdminRoute } from './admin-route.ts';
import { adminRoutes } from './admin-routes.ts';

const allRoles = Object.keys(administratorRoles) as AdministratorRole[];
/** What is asked for by an operation that is open to the caller; 409: it is, and something stands in its way. */
const opened: ReadonlySet<number> = new Set([200, 201, 204, 409]);

interface Caller {
  readonly actor: Actor & { readonly kind: 'user' | 'application' };
  readonly token: string;
}

async function house(t: TestContext) {
  const it = await houseWithApplication(t, ['Postern.ManageAsApp']);
  const other = await it.administration.tenants.add(local, { domain: 'y.example' });
  const { tenant, principal, administration, service } = it;
  const user = await administration.users.add(local, {
    tenantId: tenant.id,
    userPrincipalName: 'admin@x.example',
    verifiers: null,
  });
  const held = { tenantId: tenant.id, roles: [] };
  const person: Caller = {
    actor: { kind: 'user', id: user.id, name: 'admin', permissions: ['Postern.Manage'], ...held },
    token: await signAccessToken(it.dataDirectory, service.httpUrl, {
      tenantId: tenant.id,
      audience: 'api://postern',
      subject: { kind: 'user', id: user.id, userPrincipalName: user.userPrincipalName },
      permissions: ['Postern.Manage'],
    }),
  };
  const application: Caller = {
    actor: {
      kind: 'application',
      id: principal.id,
      appId: 'a',
      name: 'a',
      permissions: ['Postern.ManageAsApp'],
      ...held,
    },
    token: await it.tokenFor('api://postern'),
  };
  const certificate = await readFile(service.caFile ?? '', 'utf8');
  return { ...it, other, person, application, certificate };
}

type House = Awaited<ReturnType<typeof house>>;

function surroundingsOf({ administration, service: { store }, certificate }: House, tenant: Tenant): Surroundings {
  return { administration, store, tenant, local, certificate };
}

/** What the table says of a request. */
function expected({ needs, ofService }: AdminRequestSample, actor: Actor, tenant: Tenant): string {
  for (const { area, access } of needs) {
    // A list of all that one may see is held to the caller's own tenant.
    const own = ofService === true && access === 'read' && 'tenantId' in actor ? actor.tenantId : null;
    const { kind } = accessTo(area, access, actor, ofService === true ? own : tenant.id);
    if (kind === 'invisible') return 'there is nothing';
    if (kind !== 'allowed') return 'forbidden';
  }
  return 'open';
}

function meaningOf(status: number): string {
  if (opened.has(status)) return 'open';
  return { 403: 'forbidden', 404: 'there is nothing' }[status] ?? `status ${status}`;
}

async function ask(
  { service }: House,
  { method }: AdminRoute['contract'],
  { path, body }: AdminRequestSample,
  token: string,
) {
  const response = await fetch(`${service.httpUrl}/admin/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** An answer holds what its contract says, and nothing more. */
function assertAsContracted({ contract }: AdminRoute, text: string, of: string): void {
  if (contract.answer === null) return;
  const answer: unknown = JSON.parse(text);
  const mistakes = Value.Errors(contract.answer, answer).slice(0, 3);
  assert.deepEqual(mistakes, [], of);
  assert.deepEqual(Value.Clean(contract.answer, structuredClone(answer)), answer, `${of}: nothing beyond the contract`);
}

async function walk(
  house: House,
  routes: readonly AdminRoute[],
  tenant: Tenant,
  { actor, token }: Caller,
): Promise<number> {
  let requests = 0;
  const surroundings = surroundingsOf(house, tenant);
  for (const route of routes) {
    const { operationId } = route.contract;
    for (const sample of (await adminRequests[operationId]?.(surroundings)) ?? []) {
      const { status, text } = await ask(house, route.contract, sample, token);
      const of = `${operationId} ${sample.path} as ${actor.kind} ${actor.roles.join()} in ${tenant.domain}: ${text}`;
      assert.equal(meaningOf(status), expected(sample, actor, tenant), of);
      if (status < 300) assertAsContracted(route, text, of);
      requests += 1;
    }
  }
  return requests;
}

test('every route is held to the table of access: each role, none, persons and applications, here and in another tenant', async (t) => {
  const it = await house(t);
  // Who walks is never the last Global Administrator.
  const surroundings = surroundingsOf(it, it.tenant);
  await giveRole(surroundings, await newUser(surroundings), 'global-administrator');
  const routes = adminRoutes({ administration: it.administration } as Services);
  assert.deepEqual(
    Object.keys(adminRequests).toSorted(),
    routes.map(({ contract }) => contract.operationId).toSorted(),
    'test/fixtures/admin-requests.ts has a request for every route',
  );
  for (const [place, caller] of [it.person, it.application].entries()) {
    const assignment = { tenantId: it.tenant.id, principalId: caller.actor.id };
    const target = { kind: 'user', id: caller.actor.id, name: 'walker' } as const;
    for (const role of [null, ...allRoles]) {
      if (role !== null) await it.administration.roles.assign(local, { ...assignment, role }, target);
      const actor = { ...caller.actor, roles: role === null ? [] : [role] };
      assert.ok((await walk(it, routes, it.tenant, { ...caller, actor })) > routes.length);
      // The way to another tenant is the same for both kinds of callers.
      if (place === 0) await walk(it, routes, it.other, { ...caller, actor });
      if (role !== null) await it.administration.roles.remove(local, { ...assignment, role }, target);
    }
  }
});

test('what a route says that it needs is what its requests are held to', async (t) => {
  const it = await house(t);
  const surroundings = surroundingsOf(it, it.tenant);
  for (const { contract, needs } of adminRoutes({ administration: it.administration } as Services)) {
    const samples = (await adminRequests[contract.operationId]?.(surroundings)) ?? [];
    const held = new Set(samples.flatMap((sample) => sample.needs.slice(-1).map((need) => JSON.stringify(need))));
    const said = new Set(needs.map((need) => JSON.stringify(need)));
    assert.deepEqual([...held].toSorted(), [...said].toSorted(), contract.operationId);
  }
});
