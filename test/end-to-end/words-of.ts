/** The words of a command line as a shell hands them on: quotes are taken off, and redirections left out. */
export function wordsOf(line: string): string[] {
  const words = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? [];
  const end = words.findIndex((word) => /^([<>|&]|\d?>)/.test(word));
  return (end === -1 ? words : words.slice(0, end)).map((word) => word.replace(/^(["'])(.*)\1$/s, '$2'));
}
