/** `postern undo` */
import { type FixFile, openFixFile } from '../../doctor/fix/fix-file.ts';
import { isDue, isOfTenant, type KeptFix, stands } from '../../doctor/fix/kept-fix.ts';
import { type UndoResult, undoFix } from '../../doctor/fix/undo-fix.ts';
import { caOption } from '../authorities-of.ts';
import { type CommandDefinition, type CommandInput, text } from '../command-definition.ts';
import { formatFixes, formatNothingDue, formatUndo } from '../format-fix.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, exitCodes, type Outcome } from '../output.ts';
import { providerOfFix, providerOptions, whereOf } from '../provider-of.ts';
import { givenApiOptions } from '../tenant-options.ts';

export const undo: CommandDefinition = {
  path: 'undo',
  summary: 'Take back what fix has changed, each value as it was, unless somebody has changed it since',
  arguments: [['[id]', 'id of the fix (else the last one of this service, or of --tenant)']],
  options: [
    { flags: '--list', meaning: 'show the fixes that are kept, and do nothing' },
    {
      flags: '--due',
      meaning: 'take back what fix --until has left for you to take back, as far as its time has come; for a timer',
    },
    { flags: '--others', meaning: 'where somebody has changed a value since, put back the other ones' },
    ...providerOptions,
    caOption,
    languageOption,
  ],
  examples: [
    'postern undo',
    'postern undo 5f2d1c3e',
    'postern undo 5f2d1c3e --client-secret-file secret.txt',
    'postern undo --due --client-secret-file secret.txt',
    'postern undo --list',
  ],
  async run(input) {
    const file = openFixFile();
    const fixes = await file.list();
    const language = languageIn(input);
    if (input.options['list'] === true) return { data: fixes, text: formatFixes(fixes, language) };
    if (input.options['due'] === true) return takeBackDue(input, file, fixes);
    const fix = sought(input, fixes);
    const result = await takeBack(input, file, fix);
    return {
      data: { fix, ...result },
      text: formatUndo(fix, result, language),
      ...(result.done ? {} : { exitCode: exitCodes.refused }),
    };
  },
};

async function takeBack(input: CommandInput, file: FixFile, fix: KeptFix): Promise<UndoResult> {
  const result = await undoFix(await providerOfFix(input, fix), fix, input.options['others'] === true);
  if (result.done) await file.keep({ ...fix, undoneAt: Date.now() });
  return result;
}

/** The last that was made comes first. */
async function takeBackDue(input: CommandInput, file: FixFile, fixes: readonly KeptFix[]): Promise<Outcome> {
  if (input.args.length > 0) throw new CliError(exitCodes.usage, 'either the id of a fix, or --due');
  const [language, tenant, now] = [languageIn(input), text(input, 'tenant'), Date.now()];
  const due = fixes.filter((fix) => isDue(fix, now) && (tenant === undefined || isOfTenant(fix, tenant)));
  const taken: ({ readonly fix: KeptFix } & UndoResult)[] = [];
  for (const fix of due) taken.push({ fix, ...(await takeBack(input, file, fix)) });
  const said = taken.map(({ fix, ...result }) => formatUndo(fix, result, language));
  return {
    data: taken,
    text: due.length === 0 ? formatNothingDue(language) : said.join('\n'),
    ...(taken.every(({ done }) => done) ? {} : { exitCode: exitCodes.refused }),
  };
}

function sought(input: CommandInput, fixes: readonly KeptFix[]): KeptFix {
  const [id] = input.args;
  const now = Date.now();
  const found =
    id === undefined
      ? fixes.find((fix) => isMeant(input, fix) && stands(fix, now))
      : fixes.find((fix) => fix.id === id.toLowerCase());
  if (found === undefined)
    throw new CliError(
      exitCodes.notFound,
      id === undefined
        ? `no fix of ${text(input, 'tenant') ?? whereOf(input)} stands; --list shows all`
        : `there is no fix ${id}; --list shows all`,
    );
  if (found.undoneAt !== null) throw new CliError(exitCodes.refused, `the fix ${found.id} has been taken back already`);
  return found;
}

/** Without an id: of the tenant that is named, of the APIs where they are, else of the service that the command is about. */
function isMeant(input: CommandInput, fix: KeptFix): boolean {
  const tenant = text(input, 'tenant');
  if (tenant !== undefined && !isOfTenant(fix, tenant)) return false;
  const namesApis = givenApiOptions(input).length > 0;
  if (fix.apis !== null) return namesApis || tenant !== undefined;
  return !namesApis && fix.where === whereOf(input);
}
