/** Registrations of applications over a real store: changed in part by several at once, with their certificates, under one name. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { administrationHouse, local } from '../../test/fixtures/administration-house.ts';
import { newCertificate } from '../../test/fixtures/new-certificate.ts';
import { Refusal } from './refusal.ts';

async function house(t: TestContext) {
  const { administration, store, tenant } = await administrationHouse(t, Date.now);
  const { applications } = administration;
  const application = await applications.register(local, { tenantId: tenant.id, displayName: 'scan' });
  const entries = () => store.auditLog.list({ tenantId: tenant.id, target: application.id, limit: 20 });
  return { ...administration, store, tenant, application, entries };
}

test('what several change at once of one application is all there afterwards', async (t) => {
  const { applications, application } = await house(t);
  const tags = Array.from({ length: 8 }, (_, index) => `tag ${index}`);
  await Promise.all([
    ...tags.map((tag) =>
      applications.update(local, application, (now) => ({
        ...now,
        details: { ...now.details, tags: [...now.details.tags, tag] },
      })),
    ),
    applications.update(local, application, (now) => ({ ...now, redirectUris: ['https://scan.example/back'] })),
    applications.update(local, application, (now) => ({ ...now, displayName: 'copy' })),
  ]);
  const { details, redirectUris, displayName } = await applications.find(local, application.id);
  assert.deepEqual(details.tags.toSorted(), tags);
  assert.deepEqual([redirectUris, displayName], [['https://scan.example/back'], 'copy']);
});

test('certificates are replaced in one change together with the rest, and come back in one', async (t) => {
  const { applications, application, changes, store, entries } = await house(t);
  const [first, second] = await Promise.all([newCertificate('one'), newCertificate('two')]);
  const { id: firstId } = await applications.addCertificate(local, application, 'one', first);
  const { id: keptId } = await applications.addCertificate(local, application, 'kept', first);
  const before = await store.applications.listCertificates(application.id);
  const added = [{ displayName: 'two', pem: second }];
  const count = (await entries()).length;
  const list = { kept: [keptId], added };
  await applications.update(local, application, (now) => ({ ...now, displayName: 'copy' }), list);
  const names = async () =>
    (await applications.credentials(local, application)).certificates.map((each) => each.displayName).toSorted();
  assert.deepEqual(await names(), ['kept', 'two']);
  const [entry, ...others] = await entries();
  assert.deepEqual([entry?.action, others.length], ['application.update', count]);

  const gone = applications.update(local, application, (now) => ({ ...now, displayName: 'x' }), {
    kept: [firstId],
    added: [],
  });
  await assert.rejects(gone, (error) => error instanceof Refusal && /there is no key/.test(error.message));
  assert.equal((await applications.find(local, application.id)).displayName, 'copy', 'nothing was changed');

  await changes.undo(local, entry?.id ?? '');
  assert.deepEqual(await store.applications.listCertificates(application.id), before);
  assert.equal((await applications.find(local, application.id)).displayName, 'scan');
});

test('an application and its service principal go by one name, in its own tenant', async (t) => {
  const { applications, application, changes, tenants, tenant, entries } = await house(t);
  const other = await tenants.add(local, { domain: 'y.example' });
  await applications.addServicePrincipal(local, tenant.id, application);
  await applications.addServicePrincipal(local, other.id, application);
  const nameIn = async (tenantId: string) =>
    (await applications.findServicePrincipal(local, tenantId, application.appId)).displayName;
  await applications.update(local, application, (now) => ({ ...now, displayName: 'copy' }));
  assert.deepEqual([await nameIn(tenant.id), await nameIn(other.id)], ['copy', 'scan']);
  await changes.undo(local, (await entries())[0]?.id ?? '');
  assert.equal(await nameIn(tenant.id), 'scan');
});

test('what changes nothing is not in the log; what is not there is said', async (t) => {
  const { applications, application, entries } = await house(t);
  const count = (await entries()).length;
  await applications.update(local, application, (now) => now);
  assert.equal((await entries()).length, count);
  await applications.remove(local, application);
  const gone = applications.update(local, application, (now) => now);
  await assert.rejects(gone, (error) => error instanceof Refusal && error.reason.kind === 'not-found');
});
