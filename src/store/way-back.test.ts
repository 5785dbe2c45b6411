/** What taking a change back makes of its rows, under what was changed after it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RowValues } from '../directory/altered-row.ts';
import { type KeptImage, type LaterImage, wayBackOf } from './way-back.ts';

const settingRow = (name: string, value: unknown, setBy = 'ann'): RowValues => ({
  scope: 'tenant',
  scope_id: 't',
  name,
  value: JSON.stringify(value),
  set_by: setBy,
  set_at: 1,
});
const keyOf = (name: string): string => JSON.stringify(['tenant', 't', name]);

function image(rowId: number, before: RowValues | null, after: RowValues | null): KeptImage {
  return { rowId, kind: 'setting', key: keyOf(String((before ?? after)?.['name'])), before, after, back: before };
}

const later = (entryId: string, kept: KeptImage): LaterImage => ({ ...kept, entryId });
const policies = (...all: [name: string, allow: boolean][]) =>
  settingRow(
    'authenticationPolicies',
    all.map(([name, allowBasicAuthSmtp]) => ({ name, allowBasicAuthSmtp })),
  );
const valueOf = (row: RowValues | null | undefined): unknown => JSON.parse(String(row?.['value'] ?? 'null'));

test('a row on which nothing stands goes back as it was, and one under another hands on what it goes back to', () => {
  const [off, on, other] = [settingRow('smtpAuth', 'off'), settingRow('smtpAuth', 'on'), settingRow('smtpAuth', 'x')];
  const mine = [image(1, off, on)];
  assert.deepEqual(wayBackOf(mine, [], new Map([[keyOf('smtpAuth'), on]])), {
    rows: [{ kind: 'setting', key: keyOf('smtpAuth'), to: off }],
    handedOn: [],
    above: null,
    strayed: false,
  });
  const under = wayBackOf(mine, [later('b', image(2, on, other))], new Map([[keyOf('smtpAuth'), other]]));
  assert.deepEqual([under.rows, under.handedOn, under.above], [[], [{ rowId: 2, back: off }], 'b']);
});

test('of a list each element goes by itself', () => {
  const before = policies(['a', false], ['b', false]);
  const after = policies(['a', true], ['b', true]);
  const now = policies(['c', true], ['a', true], ['b', false]);
  const over = [later('b', image(2, after, now))];
  const way = wayBackOf([image(1, before, after)], over, new Map([[keyOf('authenticationPolicies'), now]]));
  assert.deepEqual(valueOf(way.rows[0]?.to), [
    { name: 'c', allowBasicAuthSmtp: true },
    { name: 'a', allowBasicAuthSmtp: false },
    { name: 'b', allowBasicAuthSmtp: false },
  ]);
  assert.equal(way.above, 'b');
  assert.deepEqual(
    way.handedOn.map(({ back }) => valueOf(back)),
    [
      [
        { name: 'a', allowBasicAuthSmtp: true },
        { name: 'b', allowBasicAuthSmtp: false },
      ],
    ],
  );
});

test('a list that was empty before is unset again, unless others have put something into it', () => {
  const after = policies(['a', true]);
  const way = (now: RowValues) =>
    wayBackOf([image(1, null, after)], [], new Map([[keyOf('authenticationPolicies'), now]]));
  assert.equal(way(after).rows[0]?.to, null);
  assert.deepEqual(valueOf(way(policies(['a', true], ['b', true])).rows[0]?.to), [
    { name: 'b', allowBasicAuthSmtp: true },
  ]);
});

test('what is otherwise than it was left, by nothing that is known, is left alone', () => {
  const [off, on, other] = [settingRow('smtpAuth', 'off'), settingRow('smtpAuth', 'on'), settingRow('smtpAuth', 'x')];
  const way = wayBackOf([image(1, off, on)], [], new Map([[keyOf('smtpAuth'), other]]));
  assert.deepEqual([way.rows, way.strayed], [[], true]);
});

test('a setting that one change altered twice goes back to what was before both', () => {
  const [one, two, three] = [1, 2, 3].map((each) => settingRow('recipientsPerDay', each));
  assert.ok(one && two && three);
  const mine = [image(1, one, two), image(2, two, three)];
  const way = wayBackOf(mine, [], new Map([[keyOf('recipientsPerDay'), three]]));
  assert.deepEqual(
    way.rows.map(({ to }) => valueOf(to)),
    [1],
  );
});
