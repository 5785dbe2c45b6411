/** The authority to clients that we did not write: an application's token, and each fault with Entra's number. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as oauth from 'oauth4webapi';
import { base64, secure } from '../../../test/end-to-end/smtp-dialogue.ts';
import { houseWithApplication, request } from '../../../test/fixtures/house-with-application.ts';
import { translate } from '../../i18n/translate.ts';

const insecure = { [oauth.allowInsecureRequests]: true };

const house = (t: TestContext) => houseWithApplication(t, ['SMTP.SendAsApp', 'User.Read.All']);

test('an application gets a token of its permissions with client credentials, by post and by basic', async (t) => {
  const { service, tenant, application, principal, secret } = await house(t);
  const issuer = new URL(`${service.httpUrl}/${tenant.id}/v2.0`);
  const server = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, insecure));
  assert.equal(server.token_endpoint, `${service.httpUrl}/${tenant.id}/oauth2/v2.0/token`);
  const client: oauth.Client = { client_id: application.appId };
  for (const authentication of [oauth.ClientSecretPost(secret), oauth.ClientSecretBasic(secret)]) {
    const response = await oauth.clientCredentialsGrantRequest(
      server,
      client,
      authentication,
      { scope: 'https://outlook.office365.com/.default' },
      insecure,
    );
    const answer = await oauth.processClientCredentialsResponse(server, client, response);
    assert.equal(answer.token_type, 'bearer');
    const claims = JSON.parse(Buffer.from(answer.access_token.split('.')[1] ?? '', 'base64url').toString()) as object;
    const { iat, exp, nbf, jti, ...named } = claims as Record<string, unknown>;
    assert.equal(Number(exp) - Number(iat), 3600);
    assert.ok(nbf === iat && typeof jti === 'string');
    assert.deepEqual(named, {
      iss: issuer.href,
      aud: 'https://outlook.office365.com',
      tid: tenant.id,
      appid: application.appId,
      azp: application.appId,
      oid: principal.id,
      sub: principal.id,
      ver: '1.0',
      idtyp: 'app',
      roles: ['SMTP.SendAsApp'],
    });
  }
});

test('each fault has the number that Entra gives it, and no secret', async (t) => {
  const { service, application, secret, expired } = await house(t);
  const ask = async (tenant: string, form: Record<string, string>) => {
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: application.appId,
      client_secret: secret,
      scope: 'https://graph.microsoft.com/.default',
      ...form,
    });
    const response = await fetch(`${service.httpUrl}/${tenant}/oauth2/v2.0/token`, { method: 'POST', body });
    const text = await response.text();
    assert.ok(!text.includes(secret) && !text.includes(expired) && !/\n\s+at /.test(text));
    return { status: response.status, body: JSON.parse(text) as Record<string, unknown> };
  };
  assert.equal((await ask('X.example', {})).status, 200);
  const cases: readonly [string, Record<string, string>, number, string][] = [
    ['nobody.example', {}, 90002, 'invalid_request'],
    ['x.example', { client_id: 'nobody' }, 700016, 'unauthorized_client'],
    ['x.example', { client_secret: 'wrong' }, 7000215, 'invalid_client'],
    ['x.example', { client_secret: expired }, 7000222, 'invalid_client'],
    ['x.example', { scope: 'https://graph.microsoft.com/Mail.Send' }, 70011, 'invalid_scope'],
    ['x.example', { scope: '' }, 900144, 'invalid_request'],
    ['x.example', { scope: 'https://elsewhere.example/.default' }, 500011, 'invalid_resource'],
    ['x.example', { grant_type: 'password' }, 70003, 'unsupported_grant_type'],
  ];
  for (const [tenant, form, code, error] of cases) {
    const { status, body } = await ask(tenant, form);
    assert.equal(body['error'], error, JSON.stringify(body));
    assert.deepEqual(body['error_codes'], [code], JSON.stringify(body));
    assert.ok(status === 400 || status === 401);
    assert.match(String(body['error_description']), new RegExp(`^AADSTS${code}: `));
    assert.ok('trace_id' in body && 'correlation_id' in body && 'timestamp' in body);
  }
});

test('at the SMTP door a token is held to the facts: each fault is A9 with its reason, C3 without FullAccess', async (t) => {
  const { service, administration, tenant, application, principal, tokenFor } = await house(t);
  const { users, applications, mailboxes, settings } = administration;
  await settings.changeOfTenant(request, tenant, { smtpAuth: 'on' });
  const mailbox = await users.add(request, { tenantId: tenant.id, userPrincipalName: 'a@x.example', verifiers: null });
  const exchange = 'https://outlook.office365.com';
  const signIn = async (token: string, login = 'a@x.example') => {
    const smtp = await secure(service.listeners[0]?.port ?? 0);
    t.after(() => smtp.close());
    const reply = await smtp.say(`AUTH XOAUTH2 ${base64(`user=${login}\u0001auth=Bearer ${token}\u0001\u0001`)}`);
    const [last] = await service.store.signInLog.list({ tenantId: null, limit: 1 });
    const because = last?.trace.find(({ gate }) => gate === 'token')?.because.key;
    return { smtp, reply, because };
  };
  const refused = async (token: string, because: string, login?: string) => {
    const { reply, because: why } = await signIn(token, login);
    assert.match(reply, /^535 5\.7\.3 Authentication unsuccessful/);
    assert.equal(why, `gate.token.${because}`);
  };
  const token = await tokenFor(exchange);
  await refused(token, 'not-in-exchange.about');
  const known = { tenantId: tenant.id, appId: application.appId, displayName: 'scan' };
  await applications.tellExchange(request, { ...known, objectId: application.id });
  await refused(token, 'other-object-id.about');
  const [last] = await service.store.signInLog.list({ tenantId: null, limit: 1 });
  const shut = last?.trace.find(({ gate }) => gate === 'token') ?? assert.fail();
  assert.ok(
    translate(shut.because).includes(`${application.id}, which is not that of its service principal, ${principal.id}`),
  );
  const [remedy] = shut.remedies;
  assert.match(
    translate(remedy?.message ?? assert.fail()),
    new RegExp(`New-ServicePrincipal -AppId ${application.appId} -ObjectId ${principal.id}`),
  );
  await applications.forgetInExchange(request, { ...known, objectId: application.id, createdAt: 0 });
  await applications.tellExchange(request, { ...known, objectId: principal.id });
  await refused(await tokenFor('https://graph.microsoft.com'), 'wrong-audience.about');
  await refused('a.b.c', 'malformed');
  await refused(token, 'unknown-account', 'nobody@x.example');

  const send = async () => {
    const { smtp, reply } = await signIn(token);
    assert.match(reply, /^235/);
    await smtp.say('MAIL FROM:<a@x.example>');
    await smtp.say('RCPT TO:<b@y.example>');
    await smtp.say('DATA');
    smtp.raw('From: a@x.example\r\n\r\nhello\r\n.\r\n');
    return smtp.reply();
  };
  assert.match(await send(), /^430 4\.2\.0 STOREDRV; mailbox logon failure/);
  await mailboxes.setPermission(request, mailbox, principal.id, 'FullAccess', true);
  assert.match(await send(), /^250/);
  // A shared mailbox: no licence, a disabled account.
  await settings.changeOfUser(request, mailbox, { accountEnabled: false, licensed: false });
  assert.match(await send(), /^250/);
  await settings.changeOfUser(request, mailbox, { mailboxSmtpAuth: 'off' });
  assert.match((await signIn(token)).reply, /SmtpClientAuthentication is disabled for the Mailbox/);
});
