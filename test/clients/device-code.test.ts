/** The device code grant to clients that we did not write: pending, too often, approved, declined, expired. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { decodeJwt } from 'jose';
import * as oauth from 'oauth4webapi';
import * as openid from 'openid-client';
import { authorityHouse, type Person } from '../fixtures/authority-house.ts';
import { Browser, formOf } from '../fixtures/browser.ts';
import { eventually } from '../fixtures/eventually.ts';
import { discover, faultOf, insecure, post } from '../fixtures/oauth-client.ts';

const scope = 'openid offline_access https://outlook.office.com/SMTP.Send';
const grant = 'urn:ietf:params:oauth:grant-type:device_code';

async function houseWithDevice(t: TestContext, lifetimes: Parameters<typeof authorityHouse>[1] = {}) {
  const house = await authorityHouse(t, lifetimes);
  const { addUser, addClient, base, tenant, walk } = house;
  const user = await addUser('ann@x.example');
  const { appId } = await addClient({ publicClient: true, delegatedPermissions: ['SMTP.Send'] });
  const server = await discover(base, tenant.id);
  const client: oauth.Client = { client_id: appId };
  const begin = async () => {
    const response = await oauth.deviceAuthorizationRequest(server, client, oauth.None(), { scope }, insecure);
    return oauth.processDeviceAuthorizationResponse(server, client, response);
  };
  /** The person opens the address, enters the code, sees the application, and goes on or stops. */
  const enterCode = async (code: string, person: Person, press: Record<string, string> = {}) => {
    const browser = new Browser();
    const first = await walk(browser, `${base}/devicelogin?user_code=${code}`, person);
    const entered = formOf(first.html ?? '');
    const shown = await browser.ask(entered.action, { ...entered.fields, user_code: code });
    const confirm = formOf(await shown.text());
    const last = await browser.ask(confirm.action, { ...confirm.fields, ...press });
    const next = last.headers.get('location');
    return next === null ? last.text() : ((await walk(browser, next, person)).html ?? '');
  };
  const poll = (deviceCode: string) =>
    post(server.token_endpoint ?? '', { grant_type: grant, client_id: appId, device_code: deviceCode });
  return { ...house, user, appId, server, client, begin, enterCode, poll };
}

test('a device waits, hurries and is told so, and gets its tokens once, after the person went on', async (t) => {
  const { begin, poll, enterCode, server, client, user, at, tenant } = await houseWithDevice(t);
  const device = await begin();
  assert.match(device.user_code, /^[B-Z]{4}-[B-Z]{4}$/);
  assert.equal(device.interval, 5);
  assert.equal(faultOf(await poll(device.device_code)), 'authorization_pending 70016');
  assert.equal(faultOf(await poll(device.device_code)), 'slow_down 70016');
  at.ahead += 5000;
  assert.equal(faultOf(await poll(device.device_code)), 'authorization_pending 70016');
  await enterCode(device.user_code, { user });
  at.ahead += 5000;
  const response = await oauth.deviceCodeGrantRequest(server, client, oauth.None(), device.device_code, insecure);
  const answer = await oauth.processDeviceCodeResponse(server, client, response);
  const { aud, upn, scp, tid, oid, idtyp } = decodeJwt(answer.access_token);
  assert.deepEqual(
    { aud, upn, scp, tid, oid, idtyp },
    {
      aud: 'https://outlook.office.com',
      upn: 'ann@x.example',
      scp: 'SMTP.Send',
      tid: tenant.id,
      oid: user.id,
      idtyp: 'user',
    },
  );
  assert.equal(oauth.getValidatedIdTokenClaims(answer)?.['oid'], user.id);
  at.ahead += 5000;
  assert.equal(faultOf(await poll(device.device_code)), 'bad_verification_code 70018');
});

test('openid-client polls by itself until the person has signed in, and refreshes', async (t) => {
  const { base, tenant, appId, enterCode, user } = await houseWithDevice(t);
  const configuration = await openid.discovery(new URL(`${base}/${tenant.id}/v2.0`), appId, undefined, openid.None(), {
    execute: [openid.allowInsecureRequests],
  });
  const device = await openid.initiateDeviceAuthorization(configuration, { scope });
  const polling = openid.pollDeviceAuthorizationGrant(configuration, device);
  await enterCode(device.user_code, { user });
  const tokens = await polling;
  assert.equal(tokens.claims()?.['oid'], user.id);
  const next = await openid.refreshTokenGrant(configuration, tokens.refresh_token ?? '');
  assert.notEqual(next.access_token, tokens.access_token);
  await assert.rejects(openid.refreshTokenGrant(configuration, tokens.refresh_token ?? ''), { error: 'invalid_grant' });
  await assert.rejects(openid.refreshTokenGrant(configuration, next.refresh_token ?? ''), { error: 'invalid_grant' });
});

test('who stops has declined; who comes too late has an expired code', async (t) => {
  const { begin, poll, enterCode, user, at } = await houseWithDevice(t, { deviceCodeSeconds: 2 });
  const stopped = await begin();
  await enterCode(stopped.user_code, { user }, { abort: 'yes' });
  assert.equal(faultOf(await poll(stopped.device_code)), 'authorization_declined 65004');
  const late = await begin();
  const fault = await eventually(
    async () => {
      // At a decent pace, as the device sees it.
      at.ahead += 5000;
      return faultOf(await poll(late.device_code));
    },
    (told) => told !== 'authorization_pending 70016',
  );
  assert.equal(fault, 'expired_token 70020');
});
