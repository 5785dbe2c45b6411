/** Weight and colour at a terminal that shows them; plain text elsewhere (NO_COLOR, a pipe, a file). */
import { styleText } from 'node:util';

export type Tone = 'strong' | 'faint' | 'bad' | 'doubtful' | 'good';

export type Paint = (tone: Tone, text: string) => string;

const formats: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  strong: 'bold',
  faint: 'dim',
  bad: ['bold', 'red'],
  doubtful: ['bold', 'yellow'],
  good: 'green',
};

export const plain: Paint = (_tone, text) => text;

export function paintFor(stream: NodeJS.WriteStream): Paint {
  if (!stream.isTTY) return plain;
  return (tone, text) => styleText(formats[tone], text, { stream });
}

/** Columns of prose. */
const maximumColumns = 100;

/** A text in lines of the terminal's width, each behind `indent`. */
export function wrapped(text: string, indent: string, columns = maximumColumns): string[] {
  // A terminal that does not know its width says 0.
  const width = Math.max(30, Math.min(columns || maximumColumns, maximumColumns) - indent.length);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => `${indent}${each}`);
}
