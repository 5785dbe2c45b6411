/** What policies demand of a browser and of a desktop client; legacy clients have their rows in decide.scenarios.ts. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type NamedLocation, type WrittenPolicy, wholePolicy } from '../directory/conditional-access-policy.ts';
import { resources } from '../directory/permission.ts';
import { type AccessRequest, judgeAccess } from './conditional-access.ts';

const office: NamedLocation = {
  id: 'office',
  name: 'Office',
  trusted: true,
  ranges: ['192.0.2.0/24', '2001:db8::/32'],
  createdAt: null,
  modifiedAt: null,
};
const ann: AccessRequest = {
  userId: '1',
  userPrincipalName: 'ann@x.example',
  clientApp: 'browser',
  application: resources.graph.appId,
  address: '192.0.2.9',
};

function demanded(policies: readonly Partial<WrittenPolicy>[], request: Partial<AccessRequest> = {}): string {
  const whole = policies.map((policy, index) => wholePolicy({ name: String(index), state: 'enabled', ...policy }));
  const { demand, policy, reporting } = judgeAccess(whole, [office], { ...ann, ...request });
  return [demand, policy?.name, reporting && `${reporting.name} reports`].filter((part) => part).join(' ');
}

test('a policy speaks of the clients that it names', () => {
  const mfa = { grant: 'mfa', clientApps: ['browser'] } as const;
  assert.equal(demanded([mfa]), 'mfa 0');
  assert.equal(demanded([mfa], { clientApp: 'mobileAppsAndDesktopClients' }), 'nothing');
  assert.equal(
    demanded([{ grant: 'mfa', clientApps: ['all'] }], { clientApp: 'mobileAppsAndDesktopClients' }),
    'mfa 0',
  );
  assert.equal(demanded([{}]), 'nothing', 'a policy against legacy clients leaves browsers alone');
});

test('blocking is stronger than MFA, whatever the order; what only reports demands nothing', () => {
  const [mfa, block] = [
    { grant: 'mfa', clientApps: ['all'] },
    { grant: 'block', clientApps: ['all'] },
  ] as const;
  assert.equal(demanded([mfa, block]), 'block 1');
  assert.equal(demanded([{ ...block, state: 'report-only' }, mfa]), 'mfa 1 0 reports');
  assert.equal(demanded([{ ...block, state: 'disabled' }]), 'nothing');
});

test('an exclusion wins over an inclusion: user, application, place', () => {
  const block = { clientApps: ['all'] } as const;
  assert.equal(demanded([{ ...block, excludedUsers: ['ANN@x.example'] }]), 'nothing');
  assert.equal(demanded([{ ...block, excludedApplications: [resources.graph.appId] }]), 'nothing');
  assert.equal(demanded([{ ...block, excludedLocations: ['AllTrusted'] }]), 'nothing');
  assert.equal(demanded([{ ...block, excludedLocations: ['AllTrusted'] }], { address: '203.0.113.1' }), 'block 0');
  assert.equal(demanded([{ ...block, includedLocations: ['office'] }], { address: '2001:db8::1' }), 'block 0');
  assert.equal(demanded([{ ...block, includedLocations: ['gone'] }]), 'nothing', 'an unknown place is nowhere');
});

test('a policy kept in older words means what it meant', () => {
  const older = {
    name: 'Old',
    state: 'enabled',
    blockedRanges: [],
    excludedRanges: ['192.0.2.0/28'],
    excludedUsers: [],
  };
  const policy = wholePolicy(older as WrittenPolicy);
  assert.equal(judgeAccess([policy], [], { ...ann, clientApp: 'other' }).demand, 'nothing');
  assert.equal(judgeAccess([policy], [], { ...ann, clientApp: 'other', address: '192.0.2.200' }).demand, 'block');
});

test('a group and a role are other names of whoever belongs to them', () => {
  const memberOf = ['group-of-devices'];
  assert.equal(demanded([{ clientApps: ['all'], includedUsers: ['group-of-devices'] }]), 'nothing');
  assert.equal(demanded([{ clientApps: ['all'], includedUsers: ['GROUP-of-devices'] }], { memberOf }), 'block 0');
  assert.equal(demanded([{ clientApps: ['all'], excludedUsers: ['group-of-devices'] }], { memberOf }), 'nothing');
});
