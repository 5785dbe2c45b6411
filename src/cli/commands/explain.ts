/** `postern explain` */
import { createReadStream } from 'node:fs';
import { explain as explainText } from '../../doctor/explain/explain.ts';
import { languageOf, languages } from '../../i18n/translate.ts';
import { decodeText } from '../../lib/decode-text.ts';
import { unreadable } from '../../lib/why-unreadable.ts';
import { type CommandDefinition, type CommandInput, text } from '../command-definition.ts';
import { formatExplanation } from '../format-explanation.ts';
import { CliError, exitCodes, type Outcome } from '../output.ts';

/** Octets that are read of standard input or a file. */
const maximumBytes = 16 * 1024 * 1024;

export const explain: CommandDefinition = {
  path: 'explain',
  summary: 'Say what stops a device from sending, from the text of its error alone; no network, no sign-in',
  arguments: [['[text...]', 'the reply, log or stack trace; left out: standard input']],
  options: [
    { flags: '--file <file>', meaning: 'read the text from a file' },
    {
      flags: '--jsonl',
      meaning: 'JSON lines with id and text in, JSON lines with id, cause, confidence and evidence out',
    },
    { flags: '--lang <language>', meaning: 'language of the answer (else that of the locale)', choices: languages },
  ],
  examples: [
    'postern explain "5.7.139 Authentication unsuccessful, the user credentials were incorrect"',
    'postern explain < device.log',
    'postern explain --jsonl --file failures.jsonl',
  ],
  async run(input) {
    const given = await givenText(input);
    if (given.trim() === '')
      throw new CliError(exitCodes.usage, 'the text is empty; paste the error, or the log around it');
    if (input.options['jsonl'] === true) return explainLines(given);
    const explanation = explainText(given);
    const { LC_ALL, LC_MESSAGES, LANG } = process.env;
    const language = languageOf(text(input, 'lang'), LC_ALL, LC_MESSAGES, LANG);
    return { data: explanation, text: formatExplanation(explanation, language) };
  },
};

async function givenText(input: CommandInput): Promise<string> {
  if (input.args.length > 0) return input.args.join(' ');
  const file = text(input, 'file');
  if (file === undefined && process.stdin.isTTY)
    throw new CliError(
      exitCodes.usage,
      'paste the error as an argument, or hand it in through standard input or --file',
    );
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of file === undefined ? process.stdin : createReadStream(file)) {
      chunks.push(Buffer.from(chunk as Buffer));
      size += chunks.at(-1)?.length ?? 0;
      if (size > maximumBytes)
        throw new CliError(exitCodes.usage, `more than ${maximumBytes} octets; hand in the part around the error`);
    }
  } catch (error) {
    if (error instanceof CliError) throw error;
    throw new CliError(exitCodes.usage, unreadable(file ?? 'standard input', error));
  }
  return decodeText(Buffer.concat(chunks));
}

function explainLines(given: string): Outcome {
  const answers = given
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const { id, text: failure } = itemOf(line, number);
      const { cause, confidence, evidence } = explainText(failure);
      return { id, cause, confidence, evidence };
    });
  return { data: answers, text: answers.map((answer) => JSON.stringify(answer)).join('\n') };
}

function itemOf(line: string, number: number): { readonly id: unknown; readonly text: string } {
  const item = jsonOf(line) as { readonly id?: unknown; readonly text?: unknown } | null;
  if (typeof item?.text !== 'string')
    throw new CliError(exitCodes.usage, `line ${number} is no JSON object with "id" and "text"`);
  return { id: item.id ?? null, text: item.text };
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
