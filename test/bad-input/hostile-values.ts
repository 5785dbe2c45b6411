/** Values that a careless or hostile client sends, drawn with a seed so that a run can be had again. */

/** A sequence of numbers from 0 to 1 that the seed decides (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const deep = (depth: number): unknown => {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i += 1) value = i % 2 === 0 ? [value] : { value };
  return value;
};

const texts: readonly string[] = [
  '',
  ' ',
  '\0',
  'a\r\nX-Header: 1',
  '../../../../etc/passwd',
  "' OR '1'='1",
  '"; DROP TABLE user; --',
  '<script>alert(1)</script>',
  '${7*7}',
  '%00%ff',
  '%zz',
  '\ud800',
  '\u202egnp.exe',
  '🖨️'.repeat(300),
  'x'.repeat(70_000),
  '__proto__',
  'constructor',
  'NaN',
  '-0',
  '9'.repeat(400),
  '2026-13-45T99:99:99Z',
  '+275760-09-13T00:00:00.001Z',
  '00000000-0000-0000-0000-000000000000',
  'nobody@x.example',
  '@',
  'a@b@c',
  'user@'.repeat(80),
  'null',
  '*',
  '(((((((((((((((((((((((((((((((((((((',
];

const others: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER + 2,
  [],
  {},
  [null],
  [[]],
  { length: -1 },
  { toString: 1, valueOf: null },
  JSON.parse('{"__proto__": {"polluted": true}}'),
  deep(500),
  Array.from({ length: 5000 }, () => 'x'),
];

export interface Draw {
  number(below: number): number;
  oneOf<T>(values: readonly T[]): T;
  chance(share: number): boolean;
  text(): string;
  value(): unknown;
}

/** `known`: names and ids that are there, so that a request comes further than the first look-up. */
export function drawOf(random: () => number, known: readonly string[]): Draw {
  const draw: Draw = {
    number: (below) => Math.floor(random() * below),
    oneOf: (values) => values[draw.number(values.length)] as (typeof values)[number],
    chance: (share) => random() < share,
    text: () => (draw.chance(0.4) ? draw.oneOf(known) : draw.oneOf(texts)),
    value: () => (draw.chance(0.5) ? draw.text() : draw.oneOf(others)),
  };
  return draw;
}
