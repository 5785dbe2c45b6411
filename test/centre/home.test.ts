/** Home: what an administrator sees first. */
import { test } from 'node:test';
import { centreHouse } from './centre-house.ts';
import { livelyHouse } from './lively-house.ts';

test('before anything has happened, Home says that nothing is proven, and what to do', async (t) => {
  const house = await centreHouse(t);
  const page = await house.signIn('ann', ['global-administrator']);
  await page.getByRole('heading', { name: 'Nothing has been sent yet' }).waitFor();
  await page.getByText('Nobody is being refused').first().waitFor();
  await page.getByText('No sign-in was refused in 30 days.').waitFor();
});

test('a device that is refused, one that sends and one that went silent stand on Home, and lead on', async (t) => {
  const house = await livelyHouse(t, { days: 7 });
  await house.send('frontdesk');
  await house.send('scanner');
  const page = await house.visit('/');
  await page.getByRole('heading', { name: 'Mail can be sent' }).waitFor();
  await page.getByText('mailboxes are being refused').waitFor();
  await page.getByRole('tab', { name: /^Refused \(/ }).click();
  await page.getByRole('table', { name: 'Refused mailboxes' }).getByText('scanner@contoso.example').waitFor();
  await page.getByRole('tab', { name: /^Silent \(/ }).click();
  await page.getByRole('table', { name: 'Silent mailboxes' }).getByText('copier@contoso.example').waitFor();
  await page.getByRole('tab', { name: /^Sending \(/ }).click();
  await page.getByRole('link', { name: 'frontdesk@contoso.example' }).click();
  await page.waitForURL('**/centre/users/frontdesk%40contoso.example');
});

test('who may read neither mail nor the log sees no figures of them', async (t) => {
  const house = await centreHouse(t);
  const page = await house.signIn('uma', ['user-administrator']);
  await page.getByRole('heading', { name: 'Best done next' }).waitFor();
  const headings = await page.getByRole('heading').allTextContents();
  for (const hidden of ['Messages', 'Refused by', 'Mailboxes and clients'])
    if (headings.includes(hidden)) throw new Error(`${hidden} is shown`);
});
