/** The tenant, its licence, and who has it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  domain,
  licenseDetails,
  organization,
  page,
  subscribedSku,
  user,
} from '../../../test/fixtures/graph-expectations.ts';
import { graphHouse, told } from '../../../test/fixtures/graph-house.ts';

const sku = '4b9405b0-7788-4568-add1-99614e613b69';

interface Details {
  readonly value: readonly { readonly servicePlans: readonly { readonly servicePlanName: string }[] }[];
}

test('the licence of a mailbox is seen, taken and given', async (t) => {
  const { ask, service } = await graphHouse(t, ['User.ReadWrite.All', 'Organization.Read.All']);
  const a = '/v1.0/users/a@x.example';
  const plans = async (): Promise<string[]> => {
    const { body } = await ask('GET', `${a}/licenseDetails`, { as: page(licenseDetails) });
    const { value } = body as unknown as Details;
    return value.flatMap(({ servicePlans }) => servicePlans.map(({ servicePlanName }) => servicePlanName));
  };
  assert.deepEqual(await plans(), ['EXCHANGE_S_STANDARD']);
  assert.equal((await ask('GET', `${a}/licenseDetails/${sku}`, { as: licenseDetails })).status, 200);
  const taken = await ask('POST', `${a}/assignLicense`, { body: { addLicenses: [], removeLicenses: [sku] }, as: user });
  assert.equal(taken.status, 200);
  assert.deepEqual(await plans(), []);
  assert.equal((await ask('GET', `${a}/licenseDetails/${sku}`)).status, 404);
  assert.equal((await service.store.directory.signInFacts('a@x.example'))?.userSettings.licensed.value, false);
  const { body } = await ask('GET', '/v1.0/subscribedSkus', { as: page(subscribedSku) });
  assert.equal((body['value'] as { consumedUnits: number }[])[0]?.consumedUnits, 2);
  const again = told(await ask('POST', `${a}/assignLicense`, { body: { addLicenses: [], removeLicenses: [sku] } }));
  assert.match(again.message, /does not have a corresponding license/);
  await ask('POST', "/v1.0/users('a@x.example')/microsoft.graph.assignLicense", {
    body: { addLicenses: [{ skuId: sku, disabledPlans: [] }], removeLicenses: [] },
  });
  assert.deepEqual(await plans(), ['EXCHANGE_S_STANDARD']);
});

test('a licence that there is not, and a request without both lists, are refused', async (t) => {
  const { ask } = await graphHouse(t, ['User.ReadWrite.All']);
  const bad: readonly [unknown, RegExp][] = [
    [{ addLicenses: [{ skuId: 'x' }], removeLicenses: [] }, /There is one licence/],
    [{ addLicenses: [], removeLicenses: [1] }, /There is one licence/],
    [{ addLicenses: [{ skuId: sku }] }, /required for 'removeLicenses'/],
    [{ addLicenses: [{ skuId: sku }], removeLicenses: [sku] }, /both added and removed/],
    [{ addLicenses: [{ skuId: sku, disabledPlans: ['x'] }], removeLicenses: [] }, /must be empty/],
    [{ addLicenses: [[]], removeLicenses: [] }, /must be an object/],
  ];
  for (const [body, says] of bad) {
    const fault = told(await ask('POST', '/v1.0/users/a@x.example/assignLicense', { body }));
    assert.equal(fault.status, 400);
    assert.match(fault.message, says);
  }
});

test('the tenant and its domain are read', async (t) => {
  const { ask, tenant } = await graphHouse(t, ['Organization.Read.All']);
  const { body } = await ask('GET', '/v1.0/organization?$select=id,verifiedDomains', { as: page(organization) });
  const [own] = body['value'] as { id: string; verifiedDomains: { name: string }[] }[];
  assert.deepEqual([own?.id, own?.verifiedDomains[0]?.name], [tenant.id, 'x.example']);
  assert.equal((await ask('GET', `/v1.0/organization/${tenant.id}`, { as: organization })).status, 200);
  assert.equal((await ask('GET', '/v1.0/organization/another')).status, 404);
  await ask('GET', '/v1.0/domains', { as: page(domain) });
  assert.equal((await ask('GET', '/beta/domains/X.example', { as: domain })).body['id'], 'x.example');
  assert.equal((await ask('GET', '/beta/domains/y.example')).status, 404);
  assert.equal((await ask('GET', '/v1.0/subscribedSkus')).status, 403);
});
