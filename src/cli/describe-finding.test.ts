/** What is to be done is told as it is done there: no clicks of Microsoft's for a Postern, no Postern commands for Microsoft 365. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { causes } from '../doctor/explain/cause.ts';
import { type FindingId, finding } from '../doctor/findings/finding.ts';
import { notes } from '../doctor/findings/finding-table.ts';
import { cloudAt, whoseCloud } from '../doctor/providers/microsoft-365/clouds.ts';
import { describeFinding } from './describe-finding.ts';

const ids = [...Object.keys(causes), ...Object.keys(notes)] as FindingId[];

function stepsOf(id: FindingId, whose: Parameters<typeof describeFinding>[2]) {
  const { steps, checks } = describeFinding(finding(id, 'x'), 'en', whose);
  return [...steps, ...checks];
}

test('of a Postern no finding names a portal, or a command of Microsoft 365 where Postern has one', () => {
  for (const id of ids)
    for (const { portal, powershell, postern, text } of stepsOf(id, 'postern')) {
      assert.equal(portal, null, id);
      assert.ok(powershell.length === 0 || postern.length === 0, id);
      assert.doesNotMatch(text, /High Volume|Microsoft support|smtp\.office365\.com \(|smtp-legacy/, id);
    }
});

test('of Microsoft 365 no finding names a command of Postern; of a text alone every way is told', () => {
  for (const id of ids) for (const { postern } of stepsOf(id, 'microsoft-365')) assert.deepEqual(postern, [], id);
  const [step] = stepsOf('mailbox-smtp-auth-disabled', null);
  assert.ok(step?.portal !== null && step?.powershell.length === 1 && step.postern.length === 1);
  assert.match(stepsOf('recipient-limit', 'microsoft-365').at(-1)?.text ?? '', /High Volume/);
});

test('whose APIs they are, their addresses tell', () => {
  assert.equal(whoseCloud(cloudAt('gcc-high', {})), 'microsoft-365');
  const server = 'https://mail.example';
  assert.equal(whoseCloud(cloudAt('global', { authority: server, graph: server, exchange: server })), 'postern');
  assert.equal(whoseCloud(cloudAt('global', { graph: server })), null);
});
