/** Filters of the cmdlets that list: what they find, and what is said of one that cannot be read. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { array, assert as check, constantFrom, property } from 'fast-check';
import { BadCall } from './exchange-error.ts';
import { readFilter } from './filter.ts';

const row = { Name: "O'Hara", Count: 7, On: true, None: null, Addresses: ['SMTP:a@x.example', 'smtp:b@x.example'] };

test('a filter compares texts in any case, truth, numbers, nothing and lists, and joins with -and, -or and -not', () => {
  const rows: readonly [string, boolean][] = [
    ["name -eq 'o''hara'", true],
    ['Name -eq "o\'hara"', true],
    ["Name -ne 'x'", true],
    ["Name -like 'o*a'", true],
    ["Name -like '*H*r*'", true],
    ["Name -like 'O*Hara*a'", false],
    ["Name -like 'ara'", false],
    ["Name -notlike 'x*'", true],
    ['On -eq $true', true],
    ["On -eq 'True'", true],
    ['None -eq $null', true],
    ['None -eq $false', false],
    ["None -like '*'", false],
    ['Count -gt 6 -and Count -le 7', true],
    ['Count -lt 7 -or Count -ge 8', false],
    ['None -gt 1', false],
    ["Addresses -like 'smtp:B@*'", true],
    ["Addresses -ne 'smtp:b@x.example'", false],
    ["Name -eq 'x' -or On -eq $true -and Count -eq 7", true],
    ["(Name -eq 'x' -or On -eq $true) -and -not (Count -eq 7)", false],
    ["((Name -eq 'x') -or (-not (On -eq $false)))", true],
  ];
  for (const [text, fits] of rows) assert.equal(readFilter(text)(row), fits, text);
});

test('a filter that cannot be read says where', () => {
  const rows: readonly [string, RegExp][] = [
    ['', /too early/],
    ['Name', /too early/],
    ["Name -is 'x'", /'-is' is no operator/],
    ["Name -eq 'x", /quotation mark/],
    ["(Name -eq 'x'", /too early/],
    ["(Name -eq 'x' Name", /closing parenthesis/],
    ["Name -eq 'x' Name", /cannot be read at 'Name'/],
    ["Name -eq 'x')", /cannot be read at '\)'/],
    ["Colour -eq 'x'", /'Colour' is no property/],
    [`${'('.repeat(50)}Name`, /at most 20 levels/],
    ['x'.repeat(2001), /at most 2000/],
  ];
  for (const [text, says] of rows)
    assert.throws(
      () => readFilter(text)(row),
      (error) => error instanceof BadCall && says.test(error.message),
      text,
    );
});

test('whatever is written as a filter, it is read or refused', () => {
  const words = ['Name', '-eq', '-and', '-not', '(', ')', "'x'", '"', '$null', '7', '-like', '*', ' '];
  check(
    property(array(constantFrom(...words), { maxLength: 30 }), (parts) => {
      try {
        assert.equal(typeof readFilter(parts.join(' '))(row), 'boolean');
      } catch (error) {
        assert.ok(error instanceof BadCall, String(error));
      }
    }),
    { numRuns: 500 },
  );
});
