/** Conditional Access through Graph, to Microsoft's own client: what is written holds, and what cannot hold is refused. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { expectShape, page } from '../../../../test/fixtures/graph-expectations.ts';
import { graphFaultOf, graphHouse, told } from '../../../../test/fixtures/graph-house.ts';
import { conditionalAccessPolicy, namedLocation } from '../../../../test/fixtures/graph-policy-expectations.ts';
import { request } from '../../../../test/fixtures/house-with-application.ts';

const path = '/identity/conditionalAccess/policies';
const places = '/identity/conditionalAccess/namedLocations';

/** As Microsoft's template to block legacy authentication is written. */
const template = {
  displayName: 'Block legacy authentication',
  state: 'enabled',
  conditions: {
    users: { includeUsers: ['All'] },
    applications: { includeApplications: ['All'] },
    clientAppTypes: ['exchangeActiveSync', 'other'],
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

/** As the use cases have one. */
const ordinary = {
  name: 'One',
  state: 'disabled',
  clientApps: ['all'],
  includedUsers: ['All'],
  excludedUsers: [],
  includedApplications: ['All'],
  excludedApplications: [],
  includedLocations: ['All'],
  excludedLocations: [],
  grant: 'mfa',
} as const;

interface Policy {
  readonly id: string;
  readonly state: string;
  readonly displayName: string;
  readonly createdDateTime: string;
  readonly modifiedDateTime: string | null;
  readonly conditions: {
    readonly clientAppTypes: readonly string[];
    readonly users: { readonly includeUsers: readonly string[]; readonly excludeUsers: readonly string[] };
    readonly locations: object | null;
  };
  readonly grantControls: { readonly builtInControls: readonly string[] };
}

test('a policy is made, found, listed, changed part by part and removed', async (t) => {
  const { graph, service, tenant, administration } = await graphHouse(t, ['Policy.ReadWrite.ConditionalAccess']);
  const user = await administration.users.add(request, {
    tenantId: tenant.id,
    userPrincipalName: 'scan@x.example',
    verifiers: null,
  });
  const made = (await graph.api(path).version('v1.0').post(template)) as Policy;
  expectShape(conditionalAccessPolicy, made);
  const one = graph.api(`${path}/${made.id}`).version('v1.0');
  await one.patch({ conditions: { users: { excludeUsers: [user.id] } } });
  const changed = (await one.get()) as Policy;
  expectShape(conditionalAccessPolicy, changed);
  assert.deepEqual(changed.conditions.users.includeUsers, ['All']);
  assert.deepEqual(changed.conditions.users.excludeUsers, [user.id]);
  assert.deepEqual(changed.conditions.clientAppTypes, ['exchangeActiveSync', 'other']);
  assert.ok(changed.modifiedDateTime !== null);
  // What a client reads, it can write back as it stands.
  const { '@odata.context': context, ...whole } = changed as Policy & { '@odata.context': string };
  assert.equal(context, `${service.httpUrl}/v1.0/$metadata#identity/conditionalAccess/policies/$entity`);
  await one.patch({ ...whole, state: 'enabledForReportingButNotEnforced' });
  const [kept] = (await service.store.directory.settingsOfTenant(tenant.id)).conditionalAccessPolicies.value;
  assert.deepEqual([kept?.state, kept?.excludedUsers], ['report-only', [user.id]]);
  const found = (await graph
    .api(path)
    .version('v1.0')
    .filter("state eq 'enabledForReportingButNotEnforced' and startswith(displayName,'Block')")
    .select(['id', 'state'])
    .get()) as { value: Policy[] };
  assert.deepEqual(found.value, [{ id: made.id, state: 'enabledForReportingButNotEnforced' }]);
  await one.delete();
  assert.equal((await graphFaultOf(one.get())).statusCode, 404);
});

test('what Postern cannot hold to is refused by its name, never dropped', async (t) => {
  const { ask } = await graphHouse(t, ['Policy.ReadWrite.ConditionalAccess']);
  const { conditions } = template;
  const { users, applications } = conditions;
  const group = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
  const cases: readonly [object, RegExp][] = [
    [{ conditions: { ...conditions, signInRiskLevels: ['high'] } }, /'conditions\.signInRiskLevels'/],
    [{ conditions: { ...conditions, userRiskLevels: ['high'] } }, /'conditions\.userRiskLevels'/],
    [{ conditions: { ...conditions, platforms: { includePlatforms: ['all'] } } }, /'conditions\.platforms'/],
    [{ conditions: { ...conditions, devices: { deviceFilter: { mode: 'include' } } } }, /'conditions\.devices'/],
    [
      { conditions: { ...conditions, users: { ...users, includeGroups: [group] } } },
      /'conditions\.users\.includeGroups'/,
    ],
    [
      { conditions: { ...conditions, users: { ...users, excludeRoles: [group] } } },
      /'conditions\.users\.excludeRoles'/,
    ],
    [{ conditions: { ...conditions, users: { includeUsers: ['GuestsOrExternalUsers'] } } }, /no guests/],
    [{ conditions: { ...conditions, users: { includeUsers: [group] } } }, /id of no user/],
    [
      {
        conditions: {
          ...conditions,
          applications: { ...applications, includeUserActions: ['urn:user:registersecurityinfo'] },
        },
      },
      /'conditions\.applications\.includeUserActions'/,
    ],
    [{ conditions: { ...conditions, locations: { includeLocations: [group] } } }, /which is not there/],
    [{ conditions: { ...conditions, clientAppTypes: ['easSupported'] } }, /'conditions\.clientAppTypes' takes/],
    [{ grantControls: { operator: 'OR', builtInControls: ['compliantDevice'] } }, /not \[compliantDevice\]/],
    [{ grantControls: { operator: 'OR', builtInControls: ['mfa', 'block'] } }, /either 'block' or 'mfa'/],
    [
      { grantControls: { operator: 'OR', builtInControls: ['mfa'], authenticationStrength: { id: group } } },
      /'grantControls\.authenticationStrength'/,
    ],
    [{ sessionControls: { signInFrequency: { isEnabled: true, value: 4, type: 'hours' } } }, /'sessionControls'/],
    [{ grantControls: null }, /cannot be null/],
    [{ state: 'on' }, /'state' must be one of enabled, disabled/],
    [{ displayName: '' }, /'displayName'/],
    [{ displayName: undefined }, /needs the property 'displayName'/],
    [{ conditions: 'all' }, /'conditions' must be an object/],
  ];
  for (const [change, says] of cases) {
    const answer = await ask('POST', `/v1.0${path}`, { body: { ...template, ...change } });
    assert.equal(answer.status, 400, answer.text);
    assert.match(told(answer).message, says);
  }
  const { body } = await ask('GET', `/v1.0${path}`, { as: page(conditionalAccessPolicy) });
  assert.deepEqual(body['value'], []);
});

test('named locations hold networks, and go only when no policy names them', async (t) => {
  const { graph } = await graphHouse(t, ['Policy.ReadWrite.ConditionalAccess']);
  const office = (await graph
    .api(places)
    .version('v1.0')
    .post({
      '@odata.type': '#microsoft.graph.ipNamedLocation',
      displayName: 'Office',
      isTrusted: true,
      ipRanges: [
        { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' },
        { '@odata.type': '#microsoft.graph.iPv6CidrRange', cidrAddress: '2001:db8::/32' },
      ],
    })) as { id: string; ipRanges: readonly { '@odata.type': string }[] };
  expectShape(namedLocation, office);
  assert.deepEqual(
    office.ipRanges.map((range) => range['@odata.type']),
    ['#microsoft.graph.iPv4CidrRange', '#microsoft.graph.iPv6CidrRange'],
  );
  const locations = { includeLocations: ['All'], excludeLocations: [office.id] };
  const made = (await graph
    .api(path)
    .version('beta')
    .post({ ...template, conditions: { ...template.conditions, locations } })) as Policy;
  assert.deepEqual(made.conditions.locations, locations);
  const place = graph.api(`${places}/${office.id}`).version('v1.0');
  assert.match((await graphFaultOf(place.delete())).message, /names the location/);
  await graph
    .api(`${path}/${made.id}`)
    .version('v1.0')
    .patch({ conditions: { locations: null } });
  await place.patch({ isTrusted: false });
  await place.delete();
  const country = {
    '@odata.type': '#microsoft.graph.countryNamedLocation',
    displayName: 'DE',
    countriesAndRegions: ['DE'],
  };
  assert.match(
    (await graphFaultOf(graph.api(places).version('v1.0').post(country))).message,
    /countries are not known/,
  );
});

test('security defaults and an enabled policy keep each other out', async (t) => {
  const { graph } = await graphHouse(t, ['Policy.ReadWrite.ConditionalAccess', 'Policy.Read.All']);
  const defaults = graph.api('/policies/identitySecurityDefaultsEnforcementPolicy').version('v1.0');
  await graph
    .api(path)
    .version('v1.0')
    .post({ ...template, state: 'disabled' });
  await defaults.patch({ isEnabled: true });
  const refused = await graphFaultOf(graph.api(path).version('v1.0').post(template));
  assert.equal(refused.statusCode, 400);
  assert.match(refused.message, /security defaults are on; turn them off/);
  await defaults.patch({ isEnabled: false });
  await graph.api(path).version('v1.0').post(template);
  assert.match(
    (await graphFaultOf(defaults.patch({ isEnabled: true }))).message,
    /'Block legacy authentication' is enabled/,
  );
});

test('who may read may not write, and nothing of another tenant is there', async (t) => {
  const { graph, administration } = await graphHouse(t, ['Policy.Read.All']);
  const refused = await graphFaultOf(graph.api(path).version('v1.0').post(template));
  assert.deepEqual([refused.statusCode, /Policy\.ReadWrite\.ConditionalAccess/.test(refused.message)], [403, true]);
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const { policies } = administration.conditionalAccess;
  const theirs = await policies.add(request, other, ordinary);
  assert.equal((await graphFaultOf(graph.api(`${path}/${theirs.id}`).version('v1.0').get())).statusCode, 404);
  assert.deepEqual(((await graph.api(path).version('v1.0').get()) as { value: unknown[] }).value, []);
});

test('users that a policy names by principal name are shown by their ids, and nobody of another tenant is', async (t) => {
  const { graph, administration, tenant, users } = await graphHouse(t, ['Policy.Read.All']);
  const other = await administration.tenants.add(request, { domain: 'y.example' });
  const name = 'theirs@y.example';
  const theirs = { tenantId: other.id, userPrincipalName: name, verifiers: null };
  const { id } = await administration.users.add(request, theirs);
  const policy = await administration.conditionalAccess.policies.add(request, tenant, {
    ...ordinary,
    includedUsers: ['a@x.example', name],
    excludedUsers: [name],
  });
  const one = (await graph.api(`${path}/${policy.id}`).version('v1.0').get()) as Policy;
  const { value } = (await graph.api(path).version('v1.0').get()) as { readonly value: readonly Policy[] };
  for (const shown of [one, ...value]) {
    assert.deepEqual(shown.conditions.users.includeUsers, [users[0]?.id, name]);
    assert.deepEqual(shown.conditions.users.excludeUsers, [name]);
    assert.ok(!JSON.stringify(shown).includes(id));
  }
});

test('long lists come in pages', async (t) => {
  const { graph, ask, service } = await graphHouse(t, ['Policy.ReadWrite.ConditionalAccess']);
  for (let index = 0; index < 5; index += 1)
    await graph
      .api(path)
      .version('v1.0')
      .post({ ...template, displayName: `P${index}`, state: 'disabled' });
  const names: string[] = [];
  let link: unknown = `${service.httpUrl}/v1.0${path}?$top=2&$orderby=displayName desc&$count=true`;
  while (typeof link === 'string') {
    const asked = { as: page(conditionalAccessPolicy) };
    const { body } = await ask('GET', link.slice(service.httpUrl.length), asked);
    assert.equal(body['@odata.count'], 5);
    names.push(...(body['value'] as Policy[]).map(({ displayName }) => displayName));
    link = body['@odata.nextLink'];
  }
  assert.deepEqual(names, ['P4', 'P3', 'P2', 'P1', 'P0']);
});
