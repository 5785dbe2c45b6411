/** Looks a host up: the addresses that a program on this machine gets, and the name they stand under. */
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Deadline, inTime } from './deadline.ts';
import { hostKindOf } from './host-kind.ts';
import type { NameFacts } from './wire-facts.ts';

/** Who answers about names; tests hand in their own. */
export interface NameSource {
  addresses(host: string): Promise<readonly string[]>;
  /** Where the name points to by CNAME; null: it is no alias. */
  alias(host: string): Promise<string | null>;
}

export const systemNames: NameSource = {
  async addresses(host) {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  },
  async alias(host) {
    const resolver = new Resolver({ timeout: 2000, tries: 1 });
    return (await resolver.resolveCname(host).catch(() => []))[0] ?? null;
  },
};

const limitMs = 10_000;
const aliasMs = 2500;
/** A name may have hundreds of addresses; a client tries the first few. */
const maximumAddresses = 16;

/** Never throws: a name that is not found is a fact. */
export async function lookUp(host: string, names: NameSource, deadline: Deadline): Promise<NameFacts> {
  const began = performance.now();
  const kind = hostKindOf(host);
  const took = (): number => Math.round(performance.now() - began);
  if (isIP(host) !== 0) return { kind, addresses: [host], alias: null, failure: null, tookMs: 0 };
  const [found, alias] = await Promise.all([
    inTime(codeOrAddresses(names.addresses(host)), deadline.within(limitMs)),
    inTime(
      names.alias(host).catch(() => null),
      deadline.within(aliasMs),
    ),
  ]);
  const facts = { kind, alias, tookMs: took() };
  if (found === null) return { ...facts, addresses: [], failure: 'ETIMEOUT' };
  if (typeof found === 'string') return { ...facts, addresses: [], failure: found };
  if (found.length === 0) return { ...facts, addresses: [], failure: 'ENODATA' };
  return { ...facts, addresses: [...new Set(found)].slice(0, maximumAddresses), failure: null };
}

async function codeOrAddresses(asked: Promise<readonly string[]>): Promise<readonly string[] | string> {
  try {
    return await asked;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? 'EUNKNOWN';
  }
}
