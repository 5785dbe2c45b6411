/** A secret that stands on no command line: asked for without echo, or the first line of standard input or of a file. */
import { CliError, exitCodes } from './output.ts';
import { readPassword } from './read-password.ts';
import { readTextFile } from './read-text-file.ts';

const maximumCharacters = 1024;
const keys = { enter: ['\r', '\n'], erase: ['\u007f', '\b'], interrupt: '\u0003', end: '\u0004', eraseAll: '\u0015' };

/** `question` is put where a person sits at the terminal. */
export async function askSecret(question: string): Promise<string> {
  return process.stdin.isTTY ? typedSecret(question) : readPassword();
}

/** The first line of a file. */
export async function secretInFile(file: string): Promise<string> {
  const [line = ''] = (await readTextFile(file)).split(/\r?\n/, 1);
  if (line === '') throw new CliError(exitCodes.usage, `the first line of ${file} is empty`);
  return line;
}

async function typedSecret(question: string): Promise<string> {
  const { stdin, stderr } = process;
  stderr.write(question);
  stdin.setRawMode(true);
  stdin.setEncoding('utf8').resume();
  try {
    let typed = '';
    for await (const chunk of stdin) {
      for (const key of String(chunk)) {
        if (key === keys.interrupt || (key === keys.end && typed === ''))
          throw new CliError(exitCodes.usage, 'no password was given');
        if (keys.enter.includes(key) && typed !== '') return typed;
        if (keys.erase.includes(key)) typed = Array.from(typed).slice(0, -1).join('');
        else if (key === keys.eraseAll) typed = '';
        else if (key >= ' ' && typed.length < maximumCharacters) typed += key;
      }
    }
    throw new CliError(exitCodes.usage, 'no password was given');
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stderr.write('\n');
  }
}
