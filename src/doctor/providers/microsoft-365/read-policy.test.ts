/** What Conditional Access says in Graph, in our words; what cannot be foreseen is not decided upon. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Fields } from './fields.ts';
import { policyName } from './policy-name.ts';
import { readLocation, readPolicy, withPlaces } from './read-policy.ts';

const blocking = {
  id: 'p',
  displayName: 'No legacy clients',
  state: 'enabled',
  conditions: {
    clientAppTypes: ['exchangeActiveSync', 'other'],
    users: { includeUsers: ['All'], excludeUsers: ['u'], excludeGroups: ['g'], excludeRoles: ['r'] },
    applications: { includeApplications: ['All'] },
    locations: null,
    platforms: null,
  },
  grantControls: { operator: 'OR', builtInControls: ['block'] },
};

type Parts = Readonly<Record<string, unknown>>;

function read({ conditions = {}, ...more }: Parts) {
  return readPolicy(
    new Fields({ ...blocking, ...more, conditions: { ...blocking.conditions, ...(conditions as Parts) } }, 'p'),
  );
}

test('users, groups and roles are called by their ids; without places it is everywhere', () => {
  const { policy, unforeseen } = read({});
  assert.deepEqual(unforeseen, []);
  assert.deepEqual(policy.excludedUsers, ['u', 'g', 'r']);
  assert.deepEqual(
    [policy.grant, policy.clientApps, policy.includedLocations],
    ['block', ['exchangeActiveSync', 'other'], ['All']],
  );
});

test('whatever is demanded, a legacy client cannot meet it; what demands nothing stops nobody', () => {
  const grants: [unknown, string, string][] = [
    [{ builtInControls: ['mfa'] }, 'enabled', 'mfa'],
    [{ builtInControls: ['compliantDevice', 'domainJoinedDevice'] }, 'enabled', 'mfa'],
    [{ builtInControls: [], authenticationStrength: { id: 's' } }, 'enabled', 'mfa'],
    [{ builtInControls: [], termsOfUse: ['t'] }, 'enabled', 'mfa'],
    [null, 'disabled', 'block'],
  ];
  for (const [grantControls, state, grant] of grants) {
    const { policy } = read({ grantControls });
    assert.deepEqual([policy.state, policy.grant], [state, grant]);
  }
  assert.equal(read({ state: 'enabledForReportingButNotEnforced' }).policy.state, 'report-only');
});

test('what only the sign-in itself shows is named', () => {
  const dark: [Parts, string][] = [
    [{ userRiskLevels: ['high'] }, 'risk'],
    [{ signInRiskLevels: ['medium'] }, 'risk'],
    [{ platforms: { includePlatforms: ['iOS'] } }, 'platform'],
    [{ devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } } }, 'device'],
    [{ users: { includeUsers: ['GuestsOrExternalUsers'] } }, 'guests'],
  ];
  for (const [conditions, condition] of dark) assert.deepEqual(read({ conditions }).unforeseen, [condition]);
  assert.deepEqual(read({ conditions: { platforms: { includePlatforms: ['all'] } } }).unforeseen, []);
  assert.deepEqual(read({ state: 'disabled', conditions: { userRiskLevels: ['high'] } }).unforeseen, []);
});

test('an address lies in networks, and nobody here knows the country', () => {
  const countries = readLocation(new Fields({ id: 'c', displayName: 'Here', countriesAndRegions: ['NO'] }, 'l'));
  assert.equal(countries, null);
  const range = { '@odata.type': '#microsoft.graph.iPv4CidrRange', cidrAddress: '192.0.2.0/24' };
  const office = readLocation(new Fields({ id: 'o', displayName: 'Office', isTrusted: true, ipRanges: [range] }, 'l'));
  assert.deepEqual([office?.ranges, office?.trusted], [['192.0.2.0/24'], true]);
  const at = (place: string) =>
    withPlaces(read({ conditions: { locations: { includeLocations: [place] } } }), new Set(['o']));
  assert.deepEqual(at('c').unforeseen, ['country']);
  for (const place of ['o', 'All', 'AllTrusted']) assert.deepEqual(at(place).unforeseen, []);
});

test('an authentication policy has its name in whatever form Exchange refers to it', () => {
  const forms: [string | null, string | null][] = [
    [null, null],
    ['', null],
    ['Block basic', 'Block basic'],
    ['contoso.onmicrosoft.com\\Block basic', 'Block basic'],
    ['CN=Block\\, basic,CN=Auth Policies,CN=Configuration,DC=example', 'Block, basic'],
  ];
  for (const [reference, name] of forms) assert.equal(policyName(reference), name);
});
