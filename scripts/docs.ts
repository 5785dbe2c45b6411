/** Makes docs/generated/ from the code; with `--check` says whether it is as the code has it. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { configurationSchema } from '../src/config/schema.ts';
import { areas } from '../src/directory/access.ts';
import { type AdministratorRole, administratorRoles } from '../src/directory/administrator-role.ts';
import { tenantSettings, userSettings } from '../src/directory/settings.ts';
import { branchesOf, type Schema, wanted } from '../src/lib/schema-words.ts';
import { basicOrder, oauthOrder } from '../src/sign-in/gate-order.ts';
import { type ReplyEntry, replies } from '../src/smtp/replies.ts';

const directory = join(import.meta.dirname, '../docs/generated');

function table(head: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const line = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function page(title: string, source: string, ...parts: string[]): string {
  return [`# ${title}`, `Made from \`${source}\` by \`npm run docs\`.`, ...parts, ''].join('\n\n');
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

const pages: Readonly<Record<string, string>> = {
  'replies.md': repliesPage(),
  'settings.md': settingsPage(),
  'gates.md': gatesPage(),
  'roles.md': rolesPage(),
  'configuration.md': configurationPage(),
};

if (process.argv.includes('--check')) {
  const stale = Object.entries(pages).filter(([name, text]) => {
    try {
      return readFileSync(join(directory, name), 'utf8') !== text;
    } catch {
      return true;
    }
  });
  for (const [name] of stale)
    process.stderr.write(`docs/generated/${name} is not as the code has it; run "npm run docs"\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  mkdirSync(directory, { recursive: true });
  for (const [name, text] of Object.entries(pages)) writeFileSync(join(directory, name), text);
}
