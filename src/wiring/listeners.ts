/** Makes the listeners of a configuration. */
import type { Configuration, ListenerConfiguration } from '../config/schema.ts';
import { isInAnyRange } from '../lib/address-range.ts';
import { systemClock } from '../lib/clock.ts';
import { newId } from '../lib/id.ts';
import { createMechanism } from '../smtp/sasl/mechanisms.ts';
import { scramCrypto } from '../smtp/sasl-crypto.ts';
import { Listener } from '../smtp/server/listener.ts';
import type { ListenerPolicy } from '../smtp/server/listener-policy.ts';
import type { SessionHost } from '../smtp/server/session-host.ts';
import type { SessionObserver } from '../smtp/server/session-observer.ts';
import type { ReloadableCertificate } from '../smtp/server/tls/reloadable-certificate.ts';

/** Names in the form of M365 §1.2 and §1.4, where another part of the name stands for the place. */
const frontEnd = 'PS1P000CA0001';
const forest = 'PS1P000.PROD.OUTLOOK.COM';
const mailboxServer = 'PS1P000MB0001.PS1P000.PROD.OUTLOOK.COM';
const plainMechanisms = ['PLAIN', 'LOGIN', 'XOAUTH2', 'OAUTHBEARER'];
const scramMechanisms = ['SCRAM-SHA-256', 'SCRAM-SHA-256-PLUS'];
/** Before a 5xx: M365 §1.3; ours keeps a guesser from trying much, and a device does not notice. */
const tarpitSeconds = { 'microsoft-365': 5, postern: 1 } as const;

export function listenersOf<Identity>(
  configuration: Configuration,
  host: string,
  certificate: ReloadableCertificate,
  answers: SessionHost<Identity>,
  observer: SessionObserver<Identity>,
  fault: (error: unknown) => void,
): Listener<Identity>[] {
  return configuration.listeners.map((listener) => {
    const legacy =
      listener.profile === 'microsoft-365' || listener.acceptLegacyTls || listener.endpoint === 'legacy-tls';
    return new Listener({
      address: listener.address,
      port: listener.port,
      tls: listener.tls,
      policy: policyOf(listener, configuration, host),
      host: answers,
      maximumConnections: configuration.limits.sessions,
      secureContext: legacy ? certificate.legacy : certificate.modern,
      mechanism: (name, channelBinding) =>
        createMechanism(name, {
          crypto: scramCrypto,
          channelBinding,
          offersPlus: listener.scram && channelBinding !== null,
        }),
      clearTextAllowed: (address) => isInAnyRange(address, listener.clearTextNetworks),
      fault,
      observer,
      newId,
      now: systemClock,
    });
  });
}

function policyOf(listener: ListenerConfiguration, { limits }: Configuration, host: string): ListenerPolicy {
  const microsoft = listener.profile === 'microsoft-365';
  return {
    name: listener.name,
    profile: listener.profile,
    host: microsoft ? `${frontEnd}.outlook.office365.com` : host,
    errorHost: microsoft ? `${frontEnd}.${forest}` : host,
    mailboxHost: microsoft ? mailboxServer : host,
    mechanisms: microsoft ? ['LOGIN', 'XOAUTH2'] : [...plainMechanisms, ...(listener.scram ? scramMechanisms : [])],
    startTls: listener.tls !== 'implicit',
    endpoint: listener.endpoint,
    bareLineEnds: listener.bareLineEnds,
    limits: { ...limits, idleMs: limits.idleSeconds * 1000, sessionMs: limits.sessionSeconds * 1000 },
    tarpitMs: (listener.tarpitSeconds ?? tarpitSeconds[listener.profile]) * 1000,
  };
}
