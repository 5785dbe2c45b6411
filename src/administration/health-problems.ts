/** What is wrong or will be, in words, with what to do about it. Pure. */
import type { EndingCredential } from '../directory/application-store.ts';
import type { ForwardStatus } from '../forward/forwarder.ts';
import type { Problem } from '../observability/health.ts';
import type { ServiceFigures } from '../observability/service-figures.ts';
import type { ConnectorInForce } from './connectors.ts';

/** Mail that has waited for so long is told of. */
const longWaitMs = 3_600_000;

export function problemsOfMail({ at, queue, droppedRecords }: ServiceFigures): Problem[] {
  if (queue === null) {
    return [{ what: 'the queue cannot be read', advice: 'see the events "fault" in the log' }];
  }
  const problems: Problem[] = [];
  const dead = queue.find(({ state }) => state === 'dead');
  if (dead !== undefined) {
    problems.push({
      what: `${counted(dead.recipients, 'dead letter')}: nobody could be told of ${dead.recipients === 1 ? 'it' : 'them'}`,
      advice: 'look with "postern queue list --state dead", then "postern queue retry ID" or "postern queue cancel ID"',
    });
  }
  const oldestAt = Math.min(...queue.filter(({ state }) => waiting.has(state)).map((each) => each.oldestAt));
  if (at - oldestAt > longWaitMs) {
    problems.push({
      what: `mail waits since ${time(oldestAt)}`,
      advice: 'see which connector fails with "postern connector list", and why with "postern queue list"',
    });
  }
  if (droppedRecords > 0) {
    problems.push({
      what: `${counted(droppedRecords, 'record')} of the sign-in log could not be kept since the start`,
      advice: 'see the events "fault" in the log: the disk is too slow or full, or somebody floods the service',
    });
  }
  return problems;
}

const waiting: ReadonlySet<string> = new Set(['queued', 'delivering', 'deferred', 'uncertain']);

export function problemsOfConnectors(connectors: readonly ConnectorInForce[]): Problem[] {
  return connectors.flatMap(({ name, server, failingSince, lastFailure }) => {
    if (failingSince === null) return [];
    return [
      {
        what: `the connector ${name} fails since ${time(failingSince)}: ${lastFailure?.text ?? ''}`,
        advice: `see whether ${server ?? 'it'} can be reached and takes our sign-in; mail waits and is tried again by itself`,
      },
    ];
  });
}

export function problemsOfForwarding(forwarding: readonly ForwardStatus[]): Problem[] {
  return forwarding
    .filter(({ failures }) => failures > 0)
    .map(({ target, log, lag, lastError }) => ({
      what: `the log ${log} does not reach ${target}, ${counted(lag, 'record')} behind: ${lastError ?? ''}`,
      advice: `see whether ${target} can be reached; nothing is lost as long as the log is kept, and it is tried again`,
    }));
}

export function problemsOfCredentials(credentials: readonly EndingCredential[], at: number): Problem[] {
  return credentials.map(({ kind, application, appId, endsAt }) => ({
    what: `a ${kind} of the application "${application}" ${endsAt < at ? 'has ended' : 'ends'} on ${time(endsAt)}`,
    advice: `give it a new one with "postern application ${kind}-add ${appId}", and take the old one out`,
  }));
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

function time(at: number): string {
  return new Date(at).toISOString();
}
