/** The limits of an SMTP session, `limits.*`. */
import { Type } from 'typebox';
import { count, seconds } from './numbers.ts';

export const limitsSchema = Type.Object(
  {
    commandLineBytes: count(2048, 'A command line, with CRLF'),
    authLineBytes: count(16_384, 'A line of an AUTH exchange, or AUTH with its initial response; with CRLF'),
    textLineBytes: count(65_536, 'A line of a message, with CRLF'),
    headerBytes: count(262_144, 'The header of a message'),
    messageBytes: count(157_286_400, 'A message; announced with SIZE'),
    recipients: count(1000, 'Recipients of one message'),
    errors: count(20, 'Refused commands after which a session is closed'),
    idleSeconds: seconds(300, 'Silence after which a session is closed'),
    sessionSeconds: seconds(1200, 'Length of a session'),
    sessions: count(10_000, 'Sessions at once'),
    sessionsPerAddress: count(200, 'Sessions of one address at once'),
  },
  { additionalProperties: false, default: {} },
);
