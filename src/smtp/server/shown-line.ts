/** What of a line others may see: by its place in the dialogue, not by what a secret looks like. Pure. */
import { parseCommand } from '../codec/command.ts';

const argumentsAreOpen = new Set(['EHLO', 'HELO', 'MAIL', 'RCPT', 'BDAT', 'VRFY', 'EXPN', 'HELP']);
const withoutArguments = new Set(['STARTTLS', 'DATA', 'RSET', 'NOOP', 'QUIT']);
/** Names of mechanisms, ours and others'; what stands in the place of one and is none may be a password. */
const mechanism =
  /^(?:LOGIN|PLAIN|XOAUTH2|OAUTHBEARER|EXTERNAL|ANONYMOUS|NTLM|GSSAPI|(?:CRAM|DIGEST)-MD5|SCRAM-SHA-\d{1,3}(?:-PLUS)?)$/i;
/** `Username:` and `Password:` */
const prompts = new Set(['VXNlcm5hbWU6', 'UGFzc3dvcmQ6', '']);
const maximumCharacters = 1000;

/** A line of the client. `inExchange`: it answers a challenge of AUTH, whatever it holds. */
export function shownCommand(line: string, inExchange: boolean): string {
  if (inExchange) return line === '*' ? '*' : hidden(line);
  const { verb, argument } = parseCommand(line);
  if (verb === 'AUTH') return shownAuth(line, argument);
  // RFC 4954 §5: who signed in elsewhere; what stands there by mistake may be a secret.
  if (verb === 'MAIL')
    return line.replace(/( AUTH=)(?!<>)(\S+)/gi, (_, name, value) => name + hidden(value)).slice(0, maximumCharacters);
  if (argumentsAreOpen.has(verb)) return line.slice(0, maximumCharacters);
  if (withoutArguments.has(verb)) return argument === '' ? line.trimEnd() : `${verb} ${hidden(argument)}`;
  // An answer to a challenge that was never given comes as a command: it may be a password.
  return hidden(line);
}

/** A line of the server. */
export function shownReply(line: string): string {
  const challenge = /^334[ -](.*)$/.exec(line)?.[1];
  if (challenge !== undefined) return prompts.has(challenge.trim()) ? line : `334 ${hidden(challenge)}`;
  // The words of an unknown command are the client's own.
  return /^50[0-4]/.test(line) ? line.replace(/'.*'/, "'…'") : line;
}

/** AUTH with its mechanism; what follows is the initial response. */
function shownAuth(line: string, argument: string): string {
  const [name = '', ...response] = argument.split(' ');
  if (name === '') return 'AUTH';
  const shown = mechanism.test(name) ? name : hidden(name);
  const rest = response.join(' ').trim();
  return `${line.slice(0, 4)} ${shown}${rest === '' ? '' : ` ${hidden(rest)}`}`;
}

function hidden(text: string): string {
  return `[${text.length} characters]`;
}
