/** The connector `smtp`: hands mail to another server. */
import type { ConnectionOptions } from 'node:tls';
import type { DeliveryOutcome } from '../queue/delivery-outcome.ts';
import type { MessageSpool } from '../queue/message-spool.ts';
import type { Lease } from '../queue/queue-store.ts';
import { defaultTimeouts, type RecipientAnswer, sendMessage, type Timeouts } from '../smtp/client/send-message.ts';
import { classifyAnswer } from './classify-failure.ts';

export interface SmtpConnectorOptions {
  /** Stands in the outcomes. */
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly tls: 'none' | 'starttls' | 'implicit';
  readonly tlsOptions: ConnectionOptions;
  readonly login?: { readonly user: string; readonly password: string };
  /** What EHLO says; an address literal if we have no name. */
  readonly clientName?: string;
  readonly timeouts?: Timeouts;
}

/** What it returns never throws, and has one outcome for each recipient of the lease, in their order. */
export function createSmtpConnector(
  { name, clientName = '[127.0.0.1]', timeouts = defaultTimeouts, ...server }: SmtpConnectorOptions,
  spool: MessageSpool,
): (lease: Lease) => Promise<readonly DeliveryOutcome[]> {
  return async ({ message, sizeBytes, recipients }) => {
    const answers = await sendMessage(
      { ...server, clientName },
      {
        envelope: message.envelope,
        recipients: recipients.map(({ recipient }) => recipient),
        sizeBytes,
        body: () => spool.read(message.id),
      },
      timeouts,
    );
    return answers.map((answer) => ({
      kind: classifyAnswer(answer),
      connector: name,
      text: describe(answer),
      ...(answer.kind === 'accepted' && { handedOn: answer.reports ? 'reports' : 'does-not-report' }),
    }));
  };
}

function describe(answer: RecipientAnswer): string {
  switch (answer.kind) {
    case 'accepted':
    case 'refused': {
      const { code, enhanced, lines } = answer.reply;
      const words = [String(code), enhanced ?? '', ...lines].filter((word) => word !== '').join(' ');
      return words.replace(/\p{Cc}/gu, ' ').slice(0, 500);
    }
    case 'unsupported':
      return `the server lacks ${answer.extension}`;
    case 'not-handed-over':
      return answer.reason;
    case 'answer-lost':
      return `no answer to the message: ${answer.reason}`;
  }
}
