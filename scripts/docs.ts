/** Makes docs/cli.md, docs/generated/ and docs/doctor/ from the code; with `--check` says whether it is as the code has it. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationSchema } from '../src/config/schema.ts';
import { areas } from '../src/directory/access.ts';
import { type AdministratorRole, administratorRoles } from '../src/directory/administrator-role.ts';
import { tenantSettings, userSettings } from '../src/directory/settings.ts';
import { branchesOf, type Schema, wanted } from '../src/lib/schema-words.ts';
import { basicOrder, oauthOrder } from '../src/sign-in/gate-order.ts';
import { type ReplyEntry, replies } from '../src/smtp/replies.ts';
import { cliPage } from './cli-page.ts';
import { findingPages } from './finding-pages.ts';

const directory = join(import.meta.dirname, '../docs');

function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const aboutNotes =
  '`M365` with a section (§) or a rule (R) names a place in the notes on Microsoft 365 that Postern is written by: what Microsoft documents, and what was seen of its servers. The notes are not part of this repository; the public pages behind them are named in [the findings of the doctor](../doctor/README.md).';

function page(title: string, source: string, ...parts: string[]): string {
  const notes = parts.some((part) => part.includes('M365 ')) ? [aboutNotes] : [];
  return [`# ${title}`, `Made from \`${source}\` by \`npm run docs\`.`, ...notes, ...parts, ''].join('\n\n');
}

function repliesPage(): string {
  const rows = Object.entries<ReplyEntry>(replies).map(([name, entry]) => {
    const { code, enhanced, text, stage, source, confidence, microsoft365: other } = entry;
    const look =
      other === undefined
        ? ''
        : `${other.code ?? code} ${other.enhanced ?? enhanced} ${other.text ?? text} (${other.source}, ${other.confidence})`;
    return [name, stage, code, enhanced, text, source, confidence, look];
  });
  return page(
    'Replies',
    'src/smtp/replies.ts',
    table(['name', 'stage', 'code', 'enhanced', 'text', 'source', 'confidence', 'in the profile microsoft-365'], rows),
  );
}

function settingsPage(): string {
  const rows = (settings: Readonly<Record<string, { default: unknown; meaning: string; source: string }>>) =>
    Object.entries(settings).map(([name, { default: value, meaning, source }]) => [
      name,
      JSON.stringify(value),
      meaning,
      source,
    ]);
  const head = ['name', 'default', 'meaning', 'source'];
  return page(
    'Settings',
    'src/directory/settings.ts',
    '## Of a tenant',
    table(head, rows(tenantSettings)),
    '## Of a user and their mailbox',
    table(head, rows(userSettings)),
  );
}

function gatesPage(): string {
  const rows = (order: typeof basicOrder) =>
    order.map(({ gate, reason, source }, index) => [index + 1, gate.name, reason, source]);
  const head = ['place', 'gate', 'why it stands here', 'source'];
  return page(
    'Gates',
    'src/sign-in/gate-order.ts',
    '## Basic authentication',
    table(head, rows(basicOrder)),
    '## OAuth',
    table(head, rows(oauthOrder)),
  );
}

function options(schema: Schema, path: string): unknown[][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, option]) => {
    const place = path === '' ? name : `${path}.${name}`;
    const inner = option.items === undefined ? [] : branchesOf(option.items);
    const value = option.default === undefined ? '' : JSON.stringify(option.default);
    return [
      [place, takes(option, name), value, option.description ?? ''],
      ...branchesOf(option).flatMap((branch) => options(branch, place)),
      ...inner.flatMap((item) => options(item, `${place}[]`)),
    ];
  });
}

/** An object is described by its options, below. */
function takes(option: Schema, name: string): string {
  const words = wanted(option, name).replaceAll('"', '`');
  return words === 'an object' ? '' : words;
}

function configurationPage(): string {
  const rows = options(configurationSchema as Schema, '').map((row) => JSON.stringify(row));
  return page(
    'Configuration',
    'src/config/schema.ts',
    // Kinds of one thing share options.
    table(
      ['option', 'takes', 'default', 'meaning'],
      [...new Set(rows)].map((row) => JSON.parse(row) as unknown[]),
    ),
  );
}

function rolesPage(): string {
  const roles = Object.entries(administratorRoles) as [AdministratorRole, { name: string }][];
  const rows = Object.entries(areas).map(([area, { meaning, read, write }]) => [
    area,
    meaning,
    ...roles.map(([role]) => {
      const holds = (openers: { readonly roles: readonly AdministratorRole[] }) => openers.roles.includes(role);
      return `${holds(read) ? 'r' : ''}${holds(write) ? 'w' : ''}`;
    }),
  ]);
  return page(
    'Roles',
    'src/directory/access.ts',
    '`r`: may read, `w`: may write.',
    table(['area', 'what it is', ...roles.map(([, { name }]) => name)], rows),
  );
}

/** Path below docs/ to text. */
const pages: Readonly<Record<string, string>> = {
  'cli.md': cliPage(table),
  'generated/replies.md': repliesPage(),
  'generated/settings.md': settingsPage(),
  'generated/gates.md': gatesPage(),
  'generated/roles.md': rolesPage(),
  'generated/configuration.md': configurationPage(),
  ...findingPages(),
};

/** Folders in which nothing else stands. */
const folders = ['generated', 'doctor'];

function present(folder: string): string[] {
  const at = join(directory, folder);
  return existsSync(at) ? readdirSync(at).map((name) => `${folder}/${name}`) : [];
}

const leftOver = folders.flatMap(present).filter((path) => !(path in pages));

if (process.argv.includes('--check')) {
  const stale = Object.entries(pages).filter(([path, text]) => {
    const file = join(directory, path);
    return !existsSync(file) || readFileSync(file, 'utf8') !== text;
  });
  for (const [path] of stale) process.stderr.write(`docs/${path} is not as the code has it; run "npm run docs"\n`);
  for (const path of leftOver) process.stderr.write(`docs/${path} is of nothing that is there; run "npm run docs"\n`);
  process.exitCode = stale.length + leftOver.length === 0 ? 0 : 1;
} else {
  for (const path of leftOver) rmSync(join(directory, path));
  for (const folder of folders) mkdirSync(join(directory, folder), { recursive: true });
  for (const [path, text] of Object.entries(pages)) writeFileSync(join(directory, path), text);
}
