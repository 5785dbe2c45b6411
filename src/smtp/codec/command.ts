/** Splits a command line into its verb and the rest. Verbs are read in any case, as devices write them (RFC 5321 §2.4). */

export interface Command {
  /** Upper case. */
  readonly verb: string;
  /** Without the space before it and without trailing white space. */
  readonly argument: string;
}

export function parseCommand(line: string): Command {
  const space = line.indexOf(' ');
  if (space === -1) return { verb: line.trim().toUpperCase(), argument: '' };
  return { verb: line.slice(0, space).toUpperCase(), argument: line.slice(space + 1).trim() };
}
