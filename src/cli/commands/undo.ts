/** `postern undo` */
import { openFixFile } from '../../doctor/fix/fix-file.ts';
import { type KeptFix, stands } from '../../doctor/fix/kept-fix.ts';
import { undoFix } from '../../doctor/fix/undo-fix.ts';
import { type CommandDefinition, type CommandInput } from '../command-definition.ts';
import { formatFixes, formatUndo } from '../format-fix.ts';
import { languageIn, languageOption } from '../language.ts';
import { CliError, exitCodes } from '../output.ts';
import { providerOfFix, whereOf } from '../provider-of.ts';

export const undo: CommandDefinition = {
  path: 'undo',
  summary: 'Take back what fix has changed, each value as it was, unless somebody has changed it since',
  arguments: [['[id]', 'id of the fix (else the last one of this service)']],
  options: [
    { flags: '--list', meaning: 'show the fixes that are kept, and do nothing' },
    { flags: '--others', meaning: 'where somebody has changed a value since, put back the other ones' },
    languageOption,
  ],
  examples: ['postern undo', 'postern undo 5f2d1c3e', 'postern undo --list'],
  async run(input) {
    const file = openFixFile();
    const fixes = await file.list();
    const language = languageIn(input);
    if (input.options['list'] === true) return { data: fixes, text: formatFixes(fixes, language) };
    const fix = sought(input, fixes);
    const result = await undoFix(await providerOfFix(input, fix), fix, input.options['others'] === true);
    if (result.done) await file.keep({ ...fix, undoneAt: Date.now() });
    return {
      data: { fix, ...result },
      text: formatUndo(fix, result, language),
      ...(result.done ? {} : { exitCode: exitCodes.refused }),
    };
  },
};

function sought(input: CommandInput, fixes: readonly KeptFix[]): KeptFix {
  const [id] = input.args;
  const here = whereOf(input);
  const now = Date.now();
  const found =
    id === undefined
      ? fixes.find((fix) => fix.where === here && stands(fix, now))
      : fixes.find((fix) => fix.id === id.toLowerCase());
  if (found === undefined)
    throw new CliError(
      exitCodes.notFound,
      id === undefined ? `no fix of ${here} stands; --list shows all` : `there is no fix ${id}; --list shows all`,
    );
  if (found.undoneAt !== null) throw new CliError(exitCodes.refused, `the fix ${found.id} has been taken back already`);
  if (found.where !== here)
    throw new CliError(exitCodes.usage, `that fix was made at ${found.where}; name it (--server or --data)`);
  return found;
}
