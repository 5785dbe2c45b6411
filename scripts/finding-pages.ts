/** The pages of docs/doctor/, one for each finding, in English and Russian, made from the doctor's tables, its rules and the locales. */
import { type DescribedFinding, type DescribedStep, describeFinding } from '../src/cli/describe-finding.ts';
import { type Cause, causes } from '../src/doctor/explain/cause.ts';
import { explain } from '../src/doctor/explain/explain.ts';
import { rules } from '../src/doctor/explain/rules/all.ts';
import { type FindingId, finding, isCause } from '../src/doctor/findings/finding.ts';
import { type NoteId, notes } from '../src/doctor/findings/finding-table.ts';
import { type Language, languages, translate } from '../src/i18n/translate.ts';
import { type ReplyEntry, replies } from '../src/smtp/replies.ts';

const maximumWords = 8;

/** Path below docs/ to text. */
export function findingPages(): Readonly<Record<string, string>> {
  const ids = [...(Object.keys(causes) as Cause[]), ...(Object.keys(notes) as NoteId[])].toSorted();
  const pages = ids.map((id) => [`doctor/${id}.md`, findingPage(id)]);
  return { 'doctor/README.md': indexPage(ids), ...Object.fromEntries(pages) };
}

function indexPage(ids: readonly FindingId[]): string {
  const rows = ids.map((id) => {
    const { severity, title } = describe(id, 'en');
    return `| [${id}](${id}.md) | ${say('en', `doctor.severity.${severity}`)} | ${cell(title)} |`;
  });
  return [
    '# Findings of the doctor',
    'Made from `src/doctor/` and `locales/` by `npm run docs`. What `postern doctor` and `postern explain` can find, each with a page of its own.',
    ['| finding | how much it matters | in a sentence |', '| --- | --- | --- |', ...rows].join('\n'),
    '',
  ].join('\n\n');
}

function findingPage(id: FindingId): string {
  const { severity } = describe(id, 'en');
  const facts = [
    `\`${id}\``,
    say('en', `doctor.severity.${severity}`),
    ...(isCause(id) ? [`met at: ${causes[id]}`] : []),
  ];
  return [
    `# ${describe(id, 'en').title}`,
    facts.join(' · '),
    ...describedParts(id, 'en', '##'),
    ...languages.filter((language) => language !== 'en').flatMap((language) => translated(id, language)),
    'Made from `src/doctor/` and `locales/` by `npm run docs`.',
    '',
  ].join('\n\n');
}

function translated(id: FindingId, language: Language): string[] {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language;
  return ['---', `## ${describe(id, language).title}  (${name})`, ...describedParts(id, language, '###')];
}

function describedParts(id: FindingId, language: Language, mark: string): string[] {
  const found = describe(id, language);
  const { severity, meaning, isNot, steps, alternative, checks, sources } = found;
  const part = (key: string, text: string): string[] => (text === '' ? [] : [`${mark} ${say(language, key)}`, text]);
  const numbered = steps.map((step, index) => stepText(step, `${index + 1}. `, language));
  return [
    meaning,
    ...part('doctor.page.matters', say(language, `doctor.page.matters.${severity}`)),
    ...part('doctor.page.known-by', language === 'en' ? evidenceOf(id) : ''),
    ...part('explain.not', isNot ?? ''),
    ...part('explain.steps', numbered.join('\n')),
    ...part('explain.alternative', alternative ?? ''),
    ...part('explain.checks', checks.map((step) => stepText(step, '- ', language)).join('\n')),
    ...part('doctor.more', sources.map(({ title, url }) => `- [${title}](${url})`).join('\n')),
  ];
}

/** What the finding is known by. */
function evidenceOf(id: FindingId): string {
  if (!isCause(id)) return `- \`${notes[id].example}\``;
  const words = rules.filter(({ cause }) => cause === id).flatMap(({ words: each = [] }) => [...each]);
  const said = repliesMeaning(id);
  return [...said.map((reply) => `- \`${reply}\``), ...words.slice(0, maximumWords).map((each) => `- "${each}"`)].join(
    '\n',
  );
}

/** The replies of the catalogue, in both profiles, that are explained by this cause. */
function repliesMeaning(cause: Cause): string[] {
  const looks = Object.values<ReplyEntry>(replies)
    .filter(({ code }) => code >= 400)
    .flatMap((entry) => [entry, ...(entry.microsoft365 === undefined ? [] : [{ ...entry, ...entry.microsoft365 }])])
    .map(({ code, enhanced, text }) => `${code} ${enhanced} ${text}`.replaceAll(/\{\w+\}/g, '…'));
  return [...new Set(looks)].filter((reply) => explain(reply).cause === cause);
}

function stepText(step: DescribedStep, mark: string, language: Language): string {
  const { text, harm, portal, powershell, graph, postern } = step;
  const inner = ' '.repeat(mark.length);
  const code = (kind: string, commands: readonly string[]): string[] =>
    commands.map((each) => `- ${kind}: \`${each}\``);
  const ways = [
    ...(harm === null ? [] : [`- ${say(language, 'explain.weakens')}: ${harm}`]),
    ...(portal === null ? [] : [`- ${say(language, 'explain.portal')}: ${portal}`]),
    ...code('PowerShell', powershell),
    ...code('Graph', graph),
    ...code('Postern', postern),
  ];
  return [`${mark}${text}`, ...ways.map((way) => `${inner}${way}`)].join('\n');
}

/** What is known only where it was found stands in capitals. */
function describe(id: FindingId, language: Language): DescribedFinding {
  const found = describeFinding(finding(id, ''), language, null);
  const open = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => name.toUpperCase());
  return { ...found, title: open(found.title), meaning: open(found.meaning) };
}

function say(language: Language, key: string): string {
  return translate({ key, parameters: {} }, language);
}

function cell(text: string): string {
  return text.replaceAll('|', String.raw`\|`);
}
