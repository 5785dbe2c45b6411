/** HELP (RFC 5321 §4.1.1.8). */

import { answer, type Chunking, type Idle, type Mailing } from '../session-state.ts';
import type { Verb } from '../verb.ts';

const verbs = 'EHLO HELO STARTTLS AUTH MAIL RCPT DATA BDAT RSET NOOP VRFY HELP QUIT';

export const help: Verb<Idle | Mailing | Chunking> = (_setup, state) => answer(state, 'help', { verbs });
