/** A mail server as the service sees it, as the admin API has it. */
import { Type } from 'typebox';
import { longestPassword, oneOf, shape, sought, strictly, texts } from './common.ts';
import { finding } from './doctor-findings.ts';
import { route } from './route-contract.ts';

export const examineHost = route('POST /doctor/hosts', {
  operationId: 'examineHost',
  summary:
    'Examine a mail server from here: name, ports, dialogue, TLS, and a sign-in where one is sent. Only servers and ports that the options `doctor.hosts` and `doctor.ports` name',
  body: strictly({
    host: Type.String({ ...sought, examples: ['smtp.office365.com'] }),
    port: Type.Optional(
      Type.Integer({ minimum: 1, maximum: 65_535, description: 'Left out: the first of 587, 465 and 25 that is open' }),
    ),
    tls: Type.Optional(oneOf('starttls', 'implicit', 'none')),
    imitate: Type.Optional({
      ...oneOf('usual', 'dotnet', 'ricoh', 'xerox', 'canon', 'helo-only', 'tls-1-0'),
      description: 'Speak like this client',
    }),
    signIn: Type.Optional(
      strictly({
        user: Type.String({ minLength: 1, maxLength: 320, pattern: '^[^\\r\\n\\u0000]+$' }),
        password: Type.String({ minLength: 1, maxLength: longestPassword }),
      }),
    ),
  }),
  answer: shape('ExaminedHost', {
    host: Type.String(),
    port: Type.Integer(),
    kind: Type.String({ description: 'What kind of host it is; its text stands under `doctor.kind.KIND`' }),
    tookMs: Type.Integer(),
    outOfTime: Type.Boolean({ description: 'Something was left out for want of time' }),
    findings: { ...Type.Array(finding), description: 'The weightiest first' },
    way: Type.Array(
      shape('WayPoint', {
        stage: Type.String({ description: 'Its text stands under `doctor.stage.STAGE`' }),
        state: oneOf('passed', 'failed', 'untried'),
        seen: Type.String(),
      }),
    ),
    transcript: { ...texts, description: 'The dialogue, without secrets' },
  }),
});
