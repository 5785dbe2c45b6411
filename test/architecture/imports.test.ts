/** Holds every import below src/ to the table of ARCHITECTURE.md, and the pure list to being pure. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const source = join(import.meta.dirname, '../../src');

/** A folder imports folders of lower levels and itself; nothing else. Files at the root of src/ and sandbox/ are on top. */
const levels: Readonly<Record<string, number>> = {
  '': 7,
  sandbox: 7,
  wiring: 7,
  api: 6,
  cli: 6,
  submission: 5,
  administration: 5,
  doctor: 5,
  delivery: 4,
  store: 4,
  'sign-in': 3,
  queue: 3,
  watch: 3,
  forward: 3,
  mailbox: 3,
  directory: 2,
  smtp: 1,
  contract: 1,
  config: 1,
  oauth: 1,
  observability: 1,
  i18n: 1,
  lib: 0,
};

const pure = [
  /^smtp\/replies\.ts$/,
  /^smtp\/codec\//,
  /^smtp\/sasl\//,
  /^smtp\/server\/(session|session-state|command-table|capabilities)\.ts$/,
  /^smtp\/server\/verbs\//,
  /^smtp\/server\/shown-line\.ts$/,
  /^watch\/(watched-line|changes-of-action)\.ts$/,
  /^sign-in\/(decide|gate-order|apply-remedy|conditional-access|entra-error-code|recorded-login|sign-in-log)\.ts$/,
  /^sign-in\/gates\//,
  /^sign-in\/interactive\/(decide-interactive|interactive-record)\.ts$/,
  /^directory\/(send-as|access|conditional-access-policy|application-scope|trusted-issuer|redirect-uri|revocation|setting-elements)\.ts$/,
  /^lib\/(address-range|condition|guid|loopback|is-record|public-address|sentence)\.ts$/,
  /^sign-in\/tokens\/(claims|judge-external-token)\.ts$/,
  /^administration\/(authentication-policy-rules|conditional-access-rules|health-problems|setting-changes)\.ts$/,
  /^api\/exchange\/(filter|page|read-parameters|read-time|cmdlets\/trace-words)\.ts$/,
  /^api\/graph\/(fields|odata\/(conjuncts|list-body))\.ts$/,
  /^delivery\/(choose-connector|classify-failure)\.ts$/,
  /^observability\/(redact|health|service-figures|trace-context|tracing)\.ts$/,
  /^api\/(decoded-part|door-of)\.ts$/,
  /^store\/(describe-image|sign-in-search|condition-sql|taken-back|text-search|way-back)\.ts$/,
  /^config\/(describe|contradictions)\.ts$/,
  /^lib\/(html|nearest|schema-mistakes|schema-words|tar-header|why-unreadable)\.ts$/,
  /^store\/backup\/archive\.ts$/,
  /^queue\/(message-state|retry-schedule|delivery-report)\.ts$/,
  /^forward\/(forward-line|retry-delay|syslog-message|webhook-target)\.ts$/,
  /^directory\/mailbox-access\.ts$/,
  /^mailbox\/(mime-scanner|part-decoder|text-of-html)\.ts$/,
  /^submission\/(header|trace-fields|mime-recipients)\.ts$/,
  /^doctor\/(explain|advice|findings|plan|rules|tenant)\//,
  /^doctor\/providers\/microsoft-365\/(clouds|api-fault|fields|keyed-list|needs|policy-name|read-policy|token-claims)\.ts$/,
  /^doctor\/wire\/(target|host-kind|wire-facts)\.ts$/,
  /^api\/sign-in\/read-setup-form\.ts$/,
  /^api\/graph\/odata\//,
  /^api\/graph\/(graph-address|graph-fault|match-route|mail\/(mail-fields|read-message))\.ts$/,
];

interface Source {
  readonly path: string;
  readonly text: string;
}

function sources(): Source[] {
  return readdirSync(source, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith('.ts') && !/\.(test|scenarios)\.ts$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }));
}

/** Every specifier that the file imports: static, type only, exported from, dynamic, worker. */
function importsOf({ text }: Source): string[] {
  return [...text.matchAll(/(?:\bfrom\s+|\bimport\s*\(?\s*|new URL\()'([^']+)'/g)].map((match) => match[1] ?? '');
}

function roomOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
}

function violations(file: Source): string[] {
  return importsOf(file)
    .filter((specifier) => specifier.startsWith('.'))
    .map((specifier) => normalize(join(dirname(file.path), specifier)).replaceAll('\\', '/'))
    .filter((target) => target.endsWith('.ts') && !target.startsWith('..'))
    .filter((target) => {
      const [from, to] = [roomOf(file.path), roomOf(target)];
      return from !== to && !((levels[from] ?? -1) > (levels[to] ?? 99) || (levels[from] === 7 && levels[to] === 7));
    })
    .map((target) => `${file.path} -> ${target}`);
}

function impurities(file: Source): string[] {
  const found = importsOf(file).filter((specifier) => specifier.startsWith('node:'));
  const code = file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '');
  for (const [name] of code.matchAll(
    /Date\.now|new Date\(\)|Math\.random|performance\.|process\.|setTimeout|setInterval|fetch\(/g,
  ))
    found.push(name);
  return found.map((one) => `${file.path}: ${one}`);
}

test('every folder of src has its level', () => {
  const rooms = new Set(sources().map(({ path }) => roomOf(path)));
  for (const room of rooms) assert.ok(room in levels, room);
});

test('a folder imports only folders of lower levels', () => {
  const files = sources();
  assert.ok(files.length > 100);
  assert.deepEqual(files.flatMap(violations), []);
});

test('the check of imports sees a planted one', () => {
  assert.equal(violations({ path: 'smtp/a.ts', text: "import type { X } from '../store/b.ts';" }).length, 1);
  assert.equal(violations({ path: 'smtp/a.ts', text: "import type { X } from '../config/b.ts';" }).length, 1);
  assert.equal(violations({ path: 'smtp/a.ts', text: "const x = await import('../queue/b.ts');" }).length, 1);
  assert.equal(violations({ path: 'store/a.ts', text: "import { X } from '../smtp/b.ts';" }).length, 0);
});

test('the pure list knows no I/O, no clock and no chance', () => {
  const files = sources().filter(({ path }) => pure.some((pattern) => pattern.test(path)));
  assert.ok(files.length > 30);
  assert.deepEqual(files.flatMap(impurities), []);
});

/** The files that a file needs when it runs, itself first: type imports are gone by then. */
function reached(path: string, files: ReadonlyMap<string, Source>, seen = new Set<string>()): Set<string> {
  const file = files.get(path);
  if (file === undefined || seen.has(path)) return seen;
  seen.add(path);
  const code = file.text.replace(/^(?:import|export) type [\s\S]*?;$/gm, '');
  for (const specifier of importsOf({ path, text: code })) {
    if (specifier.startsWith('.'))
      reached(normalize(join(dirname(path), specifier)).replaceAll('\\', '/'), files, seen);
  }
  return seen;
}

test('what a pure file needs when it runs is pure as well', () => {
  const files = new Map(sources().map((file) => [file.path, file]));
  const pureFiles = [...files.keys()].filter((path) => pure.some((pattern) => pattern.test(path)));
  const needed = new Set(pureFiles.flatMap((path) => [...reached(path, files)]));
  assert.ok(needed.size >= pureFiles.length);
  assert.deepEqual(
    [...needed].flatMap((path) => impurities(files.get(path) ?? { path, text: '' })),
    [],
  );
});

test('the check of purity sees planted ones', () => {
  for (const text of [
    "import { readFile } from 'node:fs';",
    'const t = Date.now();',
    'const d = new Date();',
    'Math.random()',
  ]) {
    assert.equal(impurities({ path: 'smtp/codec/a.ts', text }).length, 1, text);
  }
});

test('no reply text stands outside the catalogue', () => {
  const reply = /['"`][2345]\d\d[ -](?:[245]\.\d{1,3}\.\d{1,3}|[A-Z])/;
  assert.ok(reply.test("'535 5.7.3 No'") && reply.test('`250 OK`'));
  const found = sources()
    // What the doctor recognises is not what Postern says.
    .filter(({ path }) => path !== 'smtp/replies.ts' && !/^doctor\/(explain\/rules|findings)\//.test(path))
    .filter(({ text }) => reply.test(text));
  assert.deepEqual(
    found.map(({ path }) => path),
    [],
  );
});
