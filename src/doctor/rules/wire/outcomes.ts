/** What a step of the dialogue came to, as evidence, as words for `explain`, and whether it fits the question. Pure. */
import type { Cause } from '../../explain/cause.ts';
import { explain } from '../../explain/explain.ts';
import { hostKindOf } from '../../wire/host-kind.ts';
import type { DialogueStep, StepName, StepOutcome, WireFacts } from '../../wire/wire-facts.ts';

/** A reply on one line, or what came in place of one, in the words of protocols and systems: they are the same in every language. */
export function textOf(outcome: StepOutcome): string {
  switch (outcome.kind) {
    case 'reply':
      return [outcome.code, outcome.enhanced, outcome.lines.join(' ')].filter((part) => part !== null).join(' ');
    case 'done':
      return 'done';
    case 'silent':
      return `ETIMEDOUT (${seconds(outcome.waitedMs)} s)`;
    case 'closed':
      return 'EOF';
    case 'no-smtp':
    case 'unasked':
    case 'before-tls':
      return outcome.sample;
    case 'failed':
      return outcome.code;
  }
}

/** What was said, and what came of it. */
export function seen({ name, sent, outcome }: DialogueStep): string {
  return `${sent ?? wireNames[name] ?? name}: ${textOf(outcome)}`;
}

/** Steps at which nothing is said, or a secret. */
const wireNames: Readonly<Partial<Record<StepName, string>>> = {
  connect: 'TCP',
  greeting: 'banner',
  handshake: 'TLS',
  auth: 'AUTH',
  message: 'DATA',
};

export function seconds(ms: number): string {
  return (ms / 1000).toFixed(ms < 10_000 ? 1 : 0);
}

/** A refusal (RFC 5321 §4.2.1). */
export function isRefused(outcome: StepOutcome): boolean {
  return outcome.kind === 'reply' && outcome.code >= 400;
}

/** The positive codes with which a step can be answered (RFC 5321 §4.3.2, RFC 3207 §4, RFC 4954 §4). */
const fitting: Readonly<Record<StepName, readonly number[]>> = {
  connect: [],
  greeting: [220],
  hello: [250],
  starttls: [220],
  handshake: [],
  'hello-after-tls': [250],
  auth: [235, 334],
  mail: [250],
  rcpt: [250, 251, 252],
  rset: [250],
  data: [354],
  message: [250],
  quit: [221],
};

/** A refusal may follow anything; a positive reply only what it answers. */
export function fits({ name, outcome }: DialogueStep): boolean {
  return outcome.kind !== 'reply' || outcome.code >= 400 || fitting[name].includes(outcome.code);
}

/** The cause that the words of a refusal name: the same that `postern explain` would name. */
export function causeOfRefusal({ host, port }: Pick<WireFacts, 'host' | 'port'>, words: string): Cause {
  return explain(`${host}:${port}\n${words}`).cause;
}

/** By its name, by the name behind it, or by its greeting (Postern has the same controls and replies). */
export function speaksAsMicrosoft({ names, steps }: WireFacts): boolean {
  const greeting = steps.find(({ name }) => name === 'greeting')?.outcome;
  const said = greeting === undefined ? '' : textOf(greeting);
  return (
    names.kind !== 'other' || hostKindOf(names.alias ?? '') !== 'other' || /Microsoft ESMTP MAIL Service/.test(said)
  );
}
