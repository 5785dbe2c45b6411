/** The end of a change: as people say it, and never in the past. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUntil } from './until.ts';

const now = new Date(2026, 10, 24, 12, 0, 0);

test('a span, a time of day and a whole time are understood', () => {
  assert.equal(parseUntil('30m', now), new Date(2026, 10, 24, 12, 30).toISOString());
  assert.equal(parseUntil('2h', now), new Date(2026, 10, 24, 14).toISOString());
  assert.equal(parseUntil('1d', now), new Date(2026, 10, 25, 12).toISOString());
  assert.equal(parseUntil('18:00', now), new Date(2026, 10, 24, 18).toISOString());
  assert.equal(parseUntil('9:30', now), new Date(2026, 10, 25, 9, 30).toISOString(), 'tomorrow, for it is past');
  assert.equal(parseUntil('2027-01-01T00:00:00Z', now), '2027-01-01T00:00:00.000Z');
});

test('what is no time, or is over, is refused with what to write', () => {
  for (const text of ['', 'soon', '0h', '25:00', '2020-01-01T00:00:00Z', '2027-13-01T00:00:00Z', '5y'])
    assert.throws(() => parseUntil(text, now), /--until .* write 30m, 2h/, text);
});
