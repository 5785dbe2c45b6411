/** The options of an SMTP listener. */
import { Type } from 'typebox';
import { port } from './numbers.ts';

export const listenerSchema = Type.Object(
  {
    name: Type.String({ minLength: 1, description: 'Name in logs and sign-in records' }),
    address: Type.String({ default: '0.0.0.0', description: 'Address to listen on' }),
    port: Type.Integer({ ...port, description: 'Port; 0 takes any free one' }),
    tls: Type.Union([Type.Literal('starttls'), Type.Literal('implicit'), Type.Literal('auto')], {
      default: 'starttls',
      description: '`auto` tells by the first octet whether a client begins with TLS',
    }),
    profile: Type.Union([Type.Literal('postern'), Type.Literal('microsoft-365')], {
      default: 'postern',
      description: 'How it speaks',
    }),
    endpoint: Type.Union([Type.Literal('submission'), Type.Literal('legacy-tls')], {
      default: 'submission',
      description: '`legacy-tls`: the door for clients of TLS 1.0 and 1.1, for tenants that allow them',
    }),
    scram: Type.Boolean({ default: false, description: 'Offer SCRAM-SHA-256; some clients then try nothing else' }),
    acceptLegacyTls: Type.Boolean({
      default: false,
      description:
        'Complete handshakes of TLS 1.0 and 1.1, so that the refusal can say why (always so in the profile microsoft-365)',
    }),
    clearTextNetworks: Type.Array(Type.String(), {
      default: [],
      description: 'Address ranges (CIDR) whose devices may sign in without TLS',
    }),
    bareLineEnds: Type.Union([Type.Literal('refuse'), Type.Literal('normalise')], {
      default: 'refuse',
      description: 'A bare CR or LF: refused, or turned into CRLF',
    }),
    tarpitSeconds: Type.Optional(
      Type.Number({
        minimum: 0,
        maximum: 60,
        description: 'Delay before a 5xx reply; 5 in the profile microsoft-365, else 1',
      }),
    ),
  },
  { additionalProperties: false },
);
