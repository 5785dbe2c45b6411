/** Sets apart what a client adds to an error of its own: its guesses at a reason, and its name for a reply's number. Pure. */

export interface ClientWords {
  /** The text without guesses, with numbers in place of their names. */
  readonly facts: string;
  /** What the client thinks might be the reason. */
  readonly guesses: string;
}

/** A sentence in which a client says what a failure may come from; and the list that may follow it. */
const guess =
  /\b(?:this usually means|(?:one|the other|another) possibility is|it is also possible that|possible (?:causes|reasons) (?:are|include)|this (?:may|might|can|could) (?:occur|happen|be (?:caused by|due to|because)))[^.:]{0,300}(?:[.]|:(?:(?:\s|\\[rn])*(?:\d[.)]|[•*]|-(?!-))(?:(?! --->|\bSee https?:|\\[rn])[^\n]){0,200}){0,9})/gi;

export function clientWords(text: string): ClientWords {
  const guesses: string[] = [];
  const facts = text.replaceAll(guess, (found) => {
    guesses.push(found);
    return ' ';
  });
  return { facts: withNumbers(facts), guesses: guesses.join(' ') };
}

/** What System.Net.Mail calls the number of a reply, which it does not print: its own words, not the server's. */
const names: Readonly<Record<string, string>> = {
  'mailbox unavailable': '550',
  'mailbox name not allowed': '553',
  'transaction failed': '554',
  'exceeded storage allocation': '552',
  'insufficient system storage': '452',
  'error in processing': '451',
  'service not available, closing transmission channel': '421',
  'syntax error, command unrecognized': '500',
  'syntax error in parameters or arguments': '501',
  'command not implemented': '502',
  'bad sequence of commands': '503',
  'command parameter not implemented': '504',
  'the server committed a protocol violation': '500',
};
const named = new RegExp(
  `(?:${Object.keys(names).join('|')})\\.? The server response was: ?(?=[^\\s"')])(?:[45]\\d\\d[ -])?`,
  'gi',
);

function withNumbers(text: string): string {
  return text.replaceAll(named, (found) => {
    const name = found.toLowerCase().replace(/\.? the server response was:.*$/s, '');
    return `${names[name] ?? ''} `;
  });
}
