/** Scores `postern explain` on a file of labelled failures, of which it reads the text alone: npm run bench:explain -- FILE.jsonl */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { explain } from '../src/doctor/explain/explain.ts';

interface Item {
  readonly id: string;
  readonly text: string;
  readonly cause: string;
  readonly also?: readonly string[];
  readonly evidence?: string;
}

interface Scored extends Item {
  readonly answer: string;
  readonly isRight: boolean;
}

/** Null: there is no such file, or it is none of labelled failures. */
function itemsOf(file: string): Item[] | null {
  try {
    const lines = readFileSync(file, 'utf8').split('\n');
    const found = lines.filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as Item | null);
    return found.every(isItem) ? found : null;
  } catch {
    return null;
  }
}

function isItem(item: Partial<Item> | null): item is Item {
  return [item?.id, item?.text, item?.cause].every((each) => typeof each === 'string');
}

function score(item: Item): Scored {
  const { cause } = explain(item.text);
  return { ...item, answer: cause, isRight: cause === item.cause || (item.also ?? []).includes(cause) };
}

function share(items: readonly Scored[]): string {
  const right = items.filter(({ isRight }) => isRight).length;
  const percent = items.length === 0 ? 0 : (100 * right) / items.length;
  return `${right} of ${items.length} (${percent.toFixed(1)} %)`;
}

function table(title: string, items: readonly Scored[], key: (item: Scored) => string): string[] {
  const groups = Map.groupBy(items, key);
  const rows = [...groups].sort(([a], [b]) => a.localeCompare(b));
  return ['', title, ...rows.map(([name, group]) => `  ${name.padEnd(42)} ${share(group)}`)];
}

/** Causes of a tenant's switches: advice on them weakens something. */
const weakening = new Set([
  'tenant-smtp-auth-disabled',
  'mailbox-smtp-auth-disabled',
  'security-defaults',
  'conditional-access-or-policy',
  'mfa-needs-app-password',
  'basic-auth-disabled-by-policy',
]);

const { positionals } = parseArgs({ allowPositionals: true });
const [file] = positionals;
const items = file === undefined ? null : itemsOf(file);
if (file === undefined) {
  process.stderr.write('name a file: npm run bench:explain -- FILE.jsonl\n');
  process.exitCode = 2;
} else if (items === null) {
  process.stderr.write(`${file} cannot be read, or has a line that is no JSON of an item (id, text, cause)\n`);
  process.exitCode = 2;
} else {
  const scored = items.map(score);
  const wrong = scored.filter(({ isRight }) => !isRight);
  const elsewhere = scored.filter(({ cause }) => cause === 'other-provider');
  const harmful = elsewhere.filter(({ answer, also = [] }) => weakening.has(answer) && !also.includes(answer));
  process.stdout.write(
    [
      `top-1, other acceptable labels counted right: ${share(scored)}`,
      `documented and thread: ${share(scored.filter(({ evidence }) => evidence !== 'inferred'))}`,
      `advice to weaken a tenant for another provider's refusal: ${harmful.length}`,
      ...table('by evidence', scored, ({ evidence }) => evidence ?? 'not said'),
      ...table('by label', scored, ({ cause }) => cause),
      '',
      'confusion: label -> answer',
      ...wrong.map(({ id, cause, answer }) => `  ${id}  ${cause} -> ${answer}`),
      '',
    ].join('\n'),
  );
}
