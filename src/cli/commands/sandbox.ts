/** `postern sandbox` */
import type { CommandDefinition } from '../command-definition.ts';

export const sandbox: CommandDefinition = {
  path: 'sandbox',
  summary: 'Start a service with an account for each refusal; nothing leaves this machine',
  options: [
    { flags: '--smtp-port <port>', meaning: 'submission with STARTTLS', default: '2587' },
    { flags: '--smtps-port <port>', meaning: 'submission with implicit TLS', default: '2465' },
    { flags: '--microsoft-port <port>', meaning: 'as Microsoft 365 does it', default: '2588' },
    { flags: '--http-port <port>', meaning: 'OAuth, Graph, Exchange, administration', default: '2580' },
    { flags: '--https-port <port>', meaning: 'the same over TLS', default: '2581' },
    { flags: '--host <address>', meaning: 'address to listen at', default: '127.0.0.1' },
    { flags: '--tarpit <seconds>', meaning: 'delay of a refused sign-in', default: '0' },
    { flags: '--fresh', meaning: 'forget what an earlier sandbox kept' },
  ],
  examples: ['postern sandbox', 'postern sandbox --fresh --smtp-port 1587'],
};
