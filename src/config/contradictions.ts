/** What no schema can say of a configuration: options that contradict each other, and texts that mean nothing. Pure. */
import { parseAddressRange } from '../lib/address-range.ts';
import type { Mistake } from '../lib/schema-mistakes.ts';
import type { Configuration } from './schema.ts';

/** Every one of them; none where the configuration can be meant. */
export function contradictionsIn({ listeners, connectors, forward, http }: Configuration): Mistake[] {
  return [
    ...sameName('listeners', listeners),
    ...listeners.flatMap(networks),
    ...samePort(listeners),
    ...sameName('connectors', connectors),
    ...connectors.flatMap(signIn),
    ...sameName('forward', forward),
    ...forward.flatMap(waits),
    ...address('http.publicUrl', http.publicUrl),
    ...ranges('http.trustedProxies', http.trustedProxies),
  ];
}

function sameName(list: string, entries: readonly { readonly name: string }[]): Mistake[] {
  return entries.flatMap(({ name }, index) => {
    const first = entries.findIndex((other) => other.name === name);
    return first === index
      ? []
      : [{ place: `${list}[${index}].name`, says: `is that of ${list}[${first}] as well; each needs its own` }];
  });
}

function networks({ clearTextNetworks }: Configuration['listeners'][number], index: number): Mistake[] {
  return ranges(`listeners[${index}].clearTextNetworks`, clearTextNetworks);
}

function ranges(place: string, texts: readonly string[]): Mistake[] {
  return texts.flatMap((range, which) =>
    parseAddressRange(range) === null
      ? [
          {
            place: `${place}[${which}]`,
            says: 'is no range of addresses; write 192.0.2.0/24, 2001:db8::/32, or one address',
          },
        ]
      : [],
  );
}

function samePort(listeners: Configuration['listeners']): Mistake[] {
  return listeners.flatMap(({ address: own, port }, index) => {
    const first = listeners.findIndex((other) => other.address === own && other.port === port);
    return port === 0 || first === index
      ? []
      : [{ place: `listeners[${index}].port`, says: `is that of listeners[${first}] as well, at the same address` }];
  });
}

/** A password that is never sent, or sent in clear, is not what anybody means. */
function signIn(connector: Configuration['connectors'][number], index: number): Mistake[] {
  if (connector.kind !== 'smtp') return [];
  const place = `connectors[${index}]`;
  const { user, passwordFile, tls } = connector;
  if (user !== undefined && passwordFile === undefined)
    return [{ place: `${place}.passwordFile`, says: 'is missing; who has a user needs it' }];
  if (user === undefined && passwordFile !== undefined)
    return [{ place: `${place}.user`, says: 'is missing; who has a passwordFile needs it' }];
  if (user !== undefined && tls === 'none')
    return [{ place: `${place}.tls`, says: 'must be "starttls" or "implicit", for a password is sent' }];
  return [];
}

function waits({ retryFirstSeconds, retryLongestSeconds }: Configuration['forward'][number], index: number): Mistake[] {
  return retryFirstSeconds <= retryLongestSeconds
    ? []
    : [{ place: `forward[${index}].retryFirstSeconds`, says: 'must not be more than retryLongestSeconds' }];
}

function address(place: string, url: string): Mistake[] {
  const parsed = URL.parse(url);
  const isAddress = parsed !== null && /^https?:$/.test(parsed.protocol) && parsed.search === '' && parsed.hash === '';
  return url === '' || isAddress ? [] : [{ place, says: 'must be an address such as "https://mail.example"' }];
}
