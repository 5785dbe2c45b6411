/** Tries each version of TLS by itself: which the server takes. */
import type { Authorities } from './certificate.ts';
import type { Deadline } from './deadline.ts';
import { usual } from './imitate/usual.ts';
import { openSession } from './open-session.ts';
import { type Endpoint, type StepLimits, Talk } from './talk.ts';
import type { TlsMode } from './target.ts';
import { optionsFor } from './tls-options.ts';
import type { TlsVersion, TlsVersionFacts } from './wire-facts.ts';

const versions: readonly TlsVersion[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** All at once, each over a connection of its own. */
export function tryTlsVersions(
  endpoint: Endpoint,
  mode: TlsMode,
  authorities: Authorities,
  deadline: Deadline,
  limits: StepLimits,
): Promise<readonly TlsVersionFacts[]> {
  return Promise.all(
    versions.map(async (version): Promise<TlsVersionFacts> => {
      const talk = new Talk(endpoint, deadline, limits);
      const options = optionsFor({ oldestTls: version, newestTls: version }, authorities);
      await openSession(talk, mode, usual, options);
      const handshake = talk.steps.find(({ name }) => name === 'handshake');
      const cipher = talk.tls?.getCipher().name;
      await talk.end();
      if (handshake === undefined) return { version, taken: 'untried', detail: '' };
      if (handshake.outcome.kind === 'done') return { version, taken: 'yes', detail: cipher ?? '' };
      const { outcome } = handshake;
      const isRefusal = outcome.kind === 'closed' || outcome.kind === 'failed';
      return {
        version,
        taken: isRefusal ? 'no' : 'untried',
        detail: outcome.kind === 'failed' ? outcome.code : outcome.kind,
      };
    }),
  );
}
