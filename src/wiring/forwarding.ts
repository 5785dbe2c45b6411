/** Makes what forwards the logs, with the targets of the configuration. */
import type { Configuration } from '../config/schema.ts';
import { type Forwarder, type ForwardTarget, startForwarder } from '../forward/forwarder.ts';
import type { Sender } from '../forward/sender.ts';
import { createSyslogStreamSender } from '../forward/senders/syslog-stream.ts';
import { createSyslogUdpSender } from '../forward/senders/syslog-udp.ts';
import { createWebhookSender } from '../forward/senders/webhook.ts';
import { faultOfWebhookSecret, faultOfWebhookUrl } from '../forward/webhook-target.ts';
import { AppError } from '../lib/app-error.ts';
import { systemClock } from '../lib/clock.ts';
import type { Events } from '../observability/events.ts';
import type { Metrics } from '../observability/metrics.ts';
import type { Store } from '../store/open-store.ts';
import { textOfFile } from './text-of-file.ts';

type TargetConfiguration = Configuration['forward'][number];

/** Throws `AppError('configuration-invalid')` where a target cannot be what it is configured to be. */
export async function startForwarding(
  { forward }: Configuration,
  ownName: string,
  { forwarding, directory }: Pick<Store, 'forwarding' | 'directory'>,
  events: Events,
  metrics: Pick<Metrics, 'forwarding'>,
): Promise<Forwarder> {
  const targets = await Promise.all(forward.map((target) => targetOf(target, ownName)));
  const forwarder = startForwarder(targets, {
    store: forwarding,
    tenantId: async (idOrDomain) => (await directory.findTenant(idOrDomain))?.id ?? null,
    events,
    clock: systemClock,
    chance: Math.random,
  });
  metrics.forwarding(() => forwarder.status());
  return forwarder;
}

async function targetOf(configured: TargetConfiguration, ownName: string): Promise<ForwardTarget> {
  const { name, logs, tenant, start, batchRecords, timeLimitSeconds } = configured;
  const { retryFirstSeconds, retryLongestSeconds } = configured;
  return {
    name,
    logs,
    tenant: tenant === '' ? null : tenant.toLowerCase(),
    start,
    batchRecords,
    timeLimitMs: timeLimitSeconds * 1000,
    retry: { firstMs: retryFirstSeconds * 1000, longestMs: retryLongestSeconds * 1000 },
    send: await senderOf(configured, ownName),
  };
}

async function senderOf(configured: TargetConfiguration, ownName: string): Promise<Sender> {
  const { caFile, name } = configured;
  const authority = caFile === undefined ? {} : { ca: await textOfFile(`caFile of forward ${name}`, caFile) };
  if (configured.kind === 'webhook') {
    const { url, secretFile } = configured;
    refuse(name, faultOfWebhookUrl(url));
    const secret = (await textOfFile(`secretFile of forward ${name}`, secretFile)).trim();
    refuse(name, faultOfWebhookSecret(secret, secretFile));
    return createWebhookSender({ url, secret, ...authority, clock: systemClock });
  }
  const { host, port, transport, messageBytes } = configured;
  const receiver = { host, port, ownName, messageBytes };
  if (transport === 'udp') return createSyslogUdpSender(receiver);
  return createSyslogStreamSender({ ...receiver, tls: transport === 'tls' ? authority : null });
}

function refuse(name: string, fault: string | null): void {
  if (fault !== null) throw new AppError('configuration-invalid', { reason: `forward ${name}: ${fault}` });
}
