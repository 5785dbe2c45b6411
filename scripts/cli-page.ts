/** Makes docs/cli.md: every command with its options and examples, by group. */
import type { CommandDefinition, CommandOption } from '../src/cli/command-definition.ts';
import { commands } from '../src/cli/commands.ts';
import { groups } from '../src/cli/groups.ts';
import { exitCodes, exitMeanings } from '../src/cli/output.ts';

const intro = `A command finds the service by \`--data DIR\` or \`POSTERN_DATA\`, else on the default data directory; with \`--server URL\` or
\`POSTERN_SERVER\` it asks a service elsewhere, after \`postern login\`. \`--json\` prints one JSON value, exports are JSON lines; results are on
standard output, all else on standard error. Every command and group has \`--help\`.`;

export function cliPage(table: (head: readonly string[], rows: readonly (readonly unknown[])[]) => string): string {
  const codes = Object.entries(exitCodes).map(([name, code]) => [code, exitMeanings[name as keyof typeof exitCodes]]);
  const single = commands.filter(({ path }) => !path.includes(' '));
  return [
    '# The command line',
    'Made from `src/cli/` by `npm run docs`.',
    intro,
    '## Exit codes',
    table(['code', 'meaning'], codes),
    '## Commands by themselves',
    ...single.map(section),
    ...Object.entries(groups).flatMap(([name, meaning]) => [
      `## ${name}`,
      `${meaning}.`,
      ...commands.filter(({ path }) => path.startsWith(`${name} `)).map(section),
    ]),
    '',
  ].join('\n\n');
}

function section({ path, summary, arguments: takes = [], options = [], examples }: CommandDefinition): string {
  const usage = ['postern', path, ...takes.map(([name]) => name)].join(' ');
  const lines = [
    ...takes.map(([name, meaning]) => `- \`${name}\`: ${meaning}`),
    ...options.map((option) => `- \`${option.flags}\`${aboutOf(option)}: ${option.meaning}`),
  ];
  return [
    `### ${usage.replaceAll('<', '\\<')}`,
    `${summary}.`,
    ...(lines.length === 0 ? [] : [lines.join('\n')]),
    ['```sh', ...examples, '```'].join('\n'),
  ].join('\n\n');
}

function aboutOf({ required, choices, default: value }: CommandOption): string {
  const about = [
    ...(required === true ? ['needed'] : []),
    ...(choices === undefined ? [] : [choices.join(', ')]),
    ...(value === undefined ? [] : [`else ${value}`]),
  ];
  return about.length === 0 ? '' : ` (${about.join('; ')})`;
}
