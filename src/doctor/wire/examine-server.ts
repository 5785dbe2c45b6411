/** Examines a server from outside, within a time: names, ports, dialogue. Never throws; what fails is a fact. */
import { Deadline } from './deadline.ts';
import { lookUp, type NameSource, systemNames } from './names.ts';
import { tryPorts } from './reach.ts';
import type { Target } from './target.ts';
import type { Reached, WireFacts } from './wire-facts.ts';

export interface Examination {
  readonly target: Target;
  readonly limitMs: number;
  readonly names?: NameSource;
}

/** Submission, submission with TLS from the start, relay: in the order in which one is chosen. */
const mailPorts = [587, 465, 25] as const;

export async function examineServer({ target, limitMs, names = systemNames }: Examination): Promise<WireFacts> {
  const startedAt = Date.now();
  const deadline = new Deadline(limitMs);
  const nameFacts = await lookUp(target.host, names, deadline);
  const ports = [...new Set([...(target.port === null ? [] : [target.port]), ...mailPorts])];
  const reach = await tryPorts(nameFacts.addresses, ports, deadline);
  return {
    host: target.host,
    port: target.port ?? choosePort(reach, nameFacts.kind === 'mail-exchanger'),
    startedAt,
    tookMs: Date.now() - startedAt,
    limitMs,
    names: nameFacts,
    reach,
  };
}

/** Mail exchangers listen on 25 alone (MICROSOFT 365 §8). */
function choosePort(reach: readonly Reached[], isExchanger: boolean): number {
  if (isExchanger) return 25;
  return mailPorts.find((port) => reach.some((each) => each.port === port && each.failure === null)) ?? 587;
}
