/** Which verb is legal when. A verb without a handler for the phase is answered `otherwise`. */
import type { ReplyName } from '../replies.ts';
import type { Chunking, Idle, Mailing } from './session-state.ts';
import type { Verb } from './verb.ts';
import { auth } from './verbs/auth.ts';
import { bdatFirst, bdatNext } from './verbs/bdat.ts';
import { data } from './verbs/data.ts';
import { ehlo, helo } from './verbs/ehlo.ts';
import { help } from './verbs/help.ts';
import { mail } from './verbs/mail.ts';
import { quit } from './verbs/quit.ts';
import { rcpt } from './verbs/rcpt.ts';
import { rset } from './verbs/rset.ts';
import { startTls } from './verbs/starttls.ts';

interface Row {
  /** Needs EHLO or HELO first. */
  readonly needsHello: boolean;
  readonly idle?: Verb<Idle>;
  readonly mailing?: Verb<Mailing>;
  readonly chunking?: Verb<Chunking>;
  readonly otherwise: ReplyName;
}

function says(name: ReplyName): Verb<Idle | Mailing | Chunking> {
  return (_setup, state) => ({ state, effects: [{ kind: 'reply', name }] });
}

function always(verb: Verb<Idle | Mailing | Chunking>): Row {
  return { needsHello: false, idle: verb, mailing: verb, chunking: verb, otherwise: 'badSequence' };
}

export const commandTable: Readonly<Record<string, Row>> = {
  EHLO: always(ehlo),
  HELO: always(helo),
  STARTTLS: { needsHello: false, idle: startTls, otherwise: 'badSequence' },
  AUTH: { needsHello: true, idle: auth, otherwise: 'authInTransaction' },
  MAIL: { needsHello: true, idle: mail, otherwise: 'senderAlreadySpecified' },
  RCPT: { needsHello: true, mailing: rcpt, otherwise: 'needMail' },
  DATA: { needsHello: true, mailing: data, chunking: says('dataAfterBdat'), otherwise: 'needMail' },
  BDAT: { needsHello: true, mailing: bdatFirst, chunking: bdatNext, otherwise: 'needMail' },
  RSET: always(rset),
  NOOP: always(says('noop')),
  VRFY: always(says('cannotVerify')),
  EXPN: always(says('notImplemented')),
  HELP: always(help),
  QUIT: always(quit),
};
