/** What an application asks for is said in words, and otherwise for what it does as somebody than for what it does by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Permission, permissions } from '../../../directory/permission.ts';
import { html } from '../../pages/html.ts';
import { consentView } from './consent-view.ts';

const application = { appId: 'a', displayName: 'Scan station' };
const shown = (missingScopes: Parameters<typeof consentView>[0]['interaction']['missingScopes']) =>
  consentView({
    path: '/sign-in/x',
    csrf: html``,
    login: 'ann@x.example',
    interaction: { application, missingScopes, consentFor: 'everybody' },
    isAdministrator: true,
  }).text;

test('every permission has words in each of its kinds', () => {
  for (const name of Object.keys(permissions) as Permission[])
    for (const kind of permissions[name].kinds) {
      const page = shown([{ name, kind, adminOnly: true }]);
      assert.match(page, new RegExp(`<li>[A-Z][^<.]{8,} <code class="small">${name}</code></li>`), `${kind} ${name}`);
    }
});

test('sending as the person and as anybody are two things', () => {
  const name = 'Mail.Send';
  const page = shown([
    { name, kind: 'application', adminOnly: true },
    { name, kind: 'delegated', adminOnly: true },
  ]);
  assert.match(page, /Send mail as anybody in the organization/);
  assert.match(page, /Send mail as you/);
  assert.doesNotMatch(page, /type="checkbox"/, 'it is for everybody already');
});
