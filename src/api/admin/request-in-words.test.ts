/** Wrong requests to the admin API, and what each is told. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseWithApplication } from '../../../test/fixtures/house-with-application.ts';
import { readLocalDoor } from '../../lib/local-door.ts';

interface Wrong {
  readonly to: string;
  readonly body?: unknown;
  readonly says: string;
}

const settings = 'PATCH /tenants/x.example/settings';

const wrong: readonly Wrong[] = [
  { to: 'GET /messages?limit=many', says: 'limit must be a whole number from 1 to 1000' },
  { to: 'GET /messages?limt=5', says: 'limt is no option; did you mean limit?' },
  {
    to: 'GET /queue?state=ded',
    says: 'state must be one of "queued", "delivering", "deferred", "uncertain", "held", "dead"; did you mean "dead"?',
  },
  { to: 'POST /tenants', body: [], says: 'the body must be an object' },
  {
    to: 'POST /tenants',
    body: {},
    says: 'domain is missing; it must be a text of 1 to 253 characters such as "contoso.example"',
  },
  {
    to: 'POST /tenants',
    body: { domain: 'new.example', dispayName: 'New' },
    says: 'dispayName is no option; did you mean displayName?',
  },
  {
    to: 'POST /users',
    body: { userPrincipalName: 'ann' },
    says: 'userPrincipalName must be a text of 3 to 320 characters such as "ann@contoso.example"',
  },
  {
    to: settings,
    body: { settings: { smtpAuth: 'enabled' } },
    says: 'settings.smtpAuth must be one of "on", "off" or null',
  },
  {
    to: settings,
    body: { settings: { smtpauth: 'on', securityDefaults: 'false' } },
    says: 'settings.smtpauth is no option; did you mean smtpAuth?; settings.securityDefaults must be true, false or null',
  },
  {
    to: settings,
    body: { settings: { conditionalAccessPolicies: [{ name: 'Block', state: 'on' }] } },
    says: 'settings.conditionalAccessPolicies[0].state must be one of "enabled", "disabled", "report-only"',
  },
  {
    to: settings,
    body: { settings: { smtpAuth: 'on' }, until: 'tonight' },
    says: 'until must be a time, as in 2026-12-31T18:00:00Z',
  },
];

test('a wrong request is told where it is wrong, and what would be right', async (t) => {
  const { service, dataDirectory } = await houseWithApplication(t, []);
  const { token } = await readLocalDoor(dataDirectory);
  for (const { to, body, says } of wrong) {
    const [method = '', address = ''] = to.split(' ');
    const response = await fetch(`${service.httpUrl}/admin/v1${address}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const { detail } = (await response.json()) as { detail: string };
    assert.deepEqual([response.status, detail], [400, says], to);
  }
});
