/** Pages follow what changes, without being loaded again. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { request } from '../fixtures/house-with-people.ts';
import { houseWithDevice } from './house-with-device.ts';

test('what arrives stands in the open list by itself, and only what it concerns is asked for', async (t) => {
  const house = await houseWithDevice(t);
  const page = await house.signIn('ann', ['global-administrator'], '/mail-flow/trace');
  await page.getByText('No message was accepted yet').waitFor();
  const asked: string[] = [];
  page.on('request', (each) => asked.push(new URL(each.url()).pathname));
  await house.send({ subject: 'Just now' });
  await page.getByRole('link', { name: 'Just now' }).waitFor();
  assert.ok(asked.length > 0 && asked.every((path) => path.startsWith('/admin/v1/messages')), asked.join(' '));
});

test('a session that has ended elsewhere ends here', async (t) => {
  const house = await houseWithDevice(t, { watch: { heartbeatSeconds: 1 } });
  const page = await house.signIn('ann', ['global-reader'], '/sign-ins');
  await page.getByRole('table').waitFor();
  const ann = await house.service.store.directory.findUser('ann@x.example');
  assert.ok(ann !== null);
  await house.administration.settings.changeOfUser(request, ann, { accountEnabled: false });
  await page.waitForURL('**/sign-in/**');
});
