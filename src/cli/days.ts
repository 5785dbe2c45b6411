/** How far back a command looks. */
import { type CommandInput, type CommandOption, text } from './command-definition.ts';
import { CliError, exitCodes } from './output.ts';

/** Microsoft keeps its sign-in log so long (M365 §6). */
const normal = 30;
const longest = 3650;

export const daysOption: CommandOption = {
  flags: '--days <n>',
  meaning: 'how far back the sign-in log is looked at',
  default: String(normal),
};

export function daysIn(input: CommandInput): number {
  const days = Number(text(input, 'days') ?? normal);
  if (Number.isInteger(days) && days >= 1 && days <= longest) return days;
  throw new CliError(exitCodes.usage, `--days is a whole number from 1 to ${longest}`);
}
