/** What a `$filter` means, and what is said of one that means nothing. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkFilter } from './check-filter.ts';
import { passesFilter } from './evaluate-filter.ts';
import { parseFilter } from './parse-filter.ts';

const ann = {
  id: '11111111-2222-3333-4444-555555555555',
  displayName: "Ann O'Neil",
  userPrincipalName: 'ann@x.example',
  mail: null,
  accountEnabled: true,
  createdDateTime: '2026-11-25T10:00:00Z',
  status: { errorCode: 50126, failureReason: 'wrong password' },
  proxyAddresses: ['SMTP:ann@x.example', 'smtp:scans@x.example'],
  assignedPlans: [
    { servicePlanId: 'aaaaaaaa-2222-3333-4444-555555555555', capabilityStatus: 'Enabled' },
    { servicePlanId: 'bbbbbbbb-2222-3333-4444-555555555555', capabilityStatus: 'Deleted' },
  ],
};

const rows: readonly [filter: string, passes: boolean][] = [
  ["userPrincipalName eq 'ANN@x.example'", true],
  ["UserPrincipalName EQ 'ann@x.example'", true],
  ["'ann@x.example' eq userPrincipalName", true],
  ["displayName eq 'Ann O''Neil'", true],
  ["displayName ne 'Ann O''Neil'", false],
  ["startswith(userPrincipalName,'ann@')", true],
  ["startsWith( displayName , 'ann' ) eq true", true],
  ["startsWith(displayName,'ann') eq false", false],
  ["endswith(userPrincipalName,'.example')", true],
  ["contains(displayName,'neil')", true],
  ["contains(mail,'neil')", false],
  ['accountEnabled eq true', true],
  ['accountEnabled', true],
  ['not accountEnabled', false],
  ['accountEnabled eq false or mail eq null', true],
  ['mail ne null', false],
  ['missing eq null', true],
  ['createdDateTime ge 2026-11-25T09:59:59.9999999Z', true],
  ['createdDateTime ge 2026-11-25', true],
  ['createdDateTime lt 2026-11-25T10:00:00', false],
  ['createdDateTime lt 2026-11-25T11:00:00+01:00', false],
  ['2026-11-26 gt createdDateTime', true],
  ['status/errorCode eq 50126', true],
  ['status/errorCode ne 0 and status/errorCode lt 50126.5', true],
  ['status/errorCode in (0, 50126)', true],
  ["userPrincipalName in ('b@x.example','ANN@X.example')", true],
  ["id eq '11111111-2222-3333-4444-555555555555'", true],
  ['id eq 11111111-2222-3333-4444-555555555555', true],
  ["proxyAddresses/any(x:x eq 'SMTP:scans@x.example')", true],
  ["proxyAddresses/any(p:startswith(p,'smtp:z'))", false],
  ["proxyAddresses/all(p:endswith(p,'x.example'))", true],
  ['proxyAddresses/any()', true],
  ['proxyAddresses/$count gt 1', true],
  [
    "assignedPlans/any(a:a/servicePlanId eq bbbbbbbb-2222-3333-4444-555555555555 and a/capabilityStatus eq 'Enabled')",
    false,
  ],
  ['assignedPlans/any(a:a/servicePlanId eq aaaaaaaa-2222-3333-4444-555555555555 and accountEnabled)', true],
  ["(displayName eq 'x' or displayName eq 'y') and accountEnabled eq true", false],
  ["displayName eq 'x' or displayName eq 'y' and accountEnabled eq true or id ne null", true],
  ["not (startswith(displayName,'b') or endswith(displayName,'b'))", true],
  ["status/errorCode eq 'text'", false],
];
for (const [filter, passes] of rows) {
  test(`${filter} is ${passes}`, () => assert.equal(passesFilter(parseFilter(filter), ann), passes));
}

const bad: readonly [filter: string, says: RegExp][] = [
  ['', /a property was expected/],
  ['displayName eq', /a value was expected/],
  ["displayName eq 'x", /syntax error at character 15/],
  ["displayName is 'x'", /'is' was not expected/],
  ["displayName eq 'x' and", /a property was expected/],
  ["tolower(displayName) eq 'x'", /'tolower' is not a known function/],
  ['startswith(displayName,1)', /takes a text in quotes/],
  ["(displayName eq 'x'", /'\)' was expected, and there is the end/],
  ["displayName eq 'x')", /'\)' was not expected/],
  ['createdDateTime ge 2026-13-99', /is no date/],
  ['errorCode eq 1e5', /syntax error/],
  ["'x' eq 'y'", /needs a property/],
  [`x in (${'1,'.repeat(15)}1)`, /at most 15 values/],
  [`${'('.repeat(31)}x eq 1${')'.repeat(31)}`, /more than 30 deep/],
  [`${'not '.repeat(5000)}x`, /longer than 8192/],
  ['('.repeat(2000), /more than 1000 parts/],
  ['x/any(1:x eq 1)', /needs a variable/],
];
for (const [filter, says] of bad) {
  test(`${filter.slice(0, 40)} is refused: ${says.source}`, () =>
    assert.throws(
      () => parseFilter(filter),
      (error: Error) => says.test(error.message) && 'status' in error && error.status === 400,
    ));
}

test('a property that nothing can be filtered by is named', () => {
  const check = (filter: string) => () =>
    checkFilter(parseFilter(filter), 'User', ['mail', 'proxyAddresses', 'assignedPlans/servicePlanId']);
  assert.doesNotThrow(check("MAIL eq 'x' and proxyAddresses/any(p:p eq 'x')"));
  assert.doesNotThrow(check("assignedPlans/any(a:a/servicePlanId eq 'x')"));
  assert.throws(check("not (mail eq 'x' or city eq 'y')"), /property 'city' of resource 'User'/);
  assert.throws(check("assignedPlans/any(a:a/service eq 'x')"), /property 'assignedPlans\/service'/);
});
