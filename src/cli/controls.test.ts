/** Every control that an administrator can set has a command that shows it and a command that changes it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tenantSettings, userSettings } from '../directory/settings.ts';
import { commands } from './commands.ts';
import { mailboxOptions } from './mailbox-options.ts';
import { organizationOptions } from './organization-options.ts';
import { userOptions } from './user-options.ts';

interface Commands {
  readonly shows: string;
  readonly changes: string;
}

function optionsOf(noun: string, options: readonly { readonly setting: string }[]): [string, Commands][] {
  return options.map(({ setting }) => [setting, { shows: `${noun} show`, changes: `${noun} set` }]);
}

/** Those that are no one value. */
const tenantLists: readonly [string, Commands][] = [
  ['securityDefaults', { shows: 'security-defaults show', changes: 'security-defaults disable' }],
  ['authenticationPolicies', { shows: 'authentication-policy list', changes: 'authentication-policy set' }],
  ['conditionalAccessPolicies', { shows: 'conditional-access show', changes: 'conditional-access set' }],
  ['namedLocations', { shows: 'named-location list', changes: 'named-location add' }],
  ['trustedIssuers', { shows: 'issuer list', changes: 'issuer add' }],
];

const tables = [
  { settings: tenantSettings, by: new Map([...optionsOf('organization', organizationOptions), ...tenantLists]) },
  {
    settings: userSettings,
    by: new Map([
      ...optionsOf('user', userOptions),
      ...optionsOf('mailbox', mailboxOptions),
      ['tokensValidFrom', { shows: 'user show', changes: 'session revoke' }] as const,
    ]),
  },
];

test('every setting of a tenant, and of a user and their mailbox, is shown and changed by a command', () => {
  const paths = new Set(commands.map(({ path }) => path));
  for (const { settings, by } of tables) {
    assert.deepEqual([...by.keys()].toSorted(), Object.keys(settings).toSorted());
    for (const [setting, { shows, changes }] of by) {
      assert.ok(paths.has(shows), `${setting}: ${shows}`);
      assert.ok(paths.has(changes), `${setting}: ${changes}`);
    }
  }
});

test('controls that are no settings have commands as well', () => {
  const paths = new Set(commands.map(({ path }) => path));
  for (const noun of ['mailbox-permission', 'app-password', 'role', 'application', 'issuer'])
    for (const verb of ['list', noun === 'role' ? 'assign' : 'add', 'remove'])
      assert.ok(paths.has(`${noun} ${verb}`), `${noun} ${verb}`);
});
