/** Looks a host up: the addresses that a program on this machine gets, and the name they stand under. */
import { lookup, Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
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

/** A name server that is there answers sooner. */
const serverMs = 2000;

/** As every program on this machine gets them. `servers`: in place of the system's name servers, where it is asked whether they answer. */
export function systemNames(servers: readonly string[] = []): NameSource {
  const resolver = (): Resolver => {
    const made = new Resolver({ timeout: serverMs, tries: 1 });
    if (servers.length > 0) made.setServers(servers);
    return made;
  };
  return {
    async addresses(host) {
      // The system's own look-up cannot be broken off, and would outlive the time: it is asked where somebody answers it.
      if (!(await isInHostsFile(host)) && (await isUnanswered(resolver(), host)))
        throw Object.assign(new Error('no name server answers'), { code: 'ETIMEOUT' });
      return (await lookup(host, { all: true })).map(({ address }) => address);
    },
    async alias(host) {
      return (
        (
          await resolver()
            .resolveCname(host)
            .catch(() => [])
        )[0] ?? null
      );
    },
  };
}

async function isUnanswered(resolver: Resolver, host: string): Promise<boolean> {
  try {
    await resolver.resolve4(host);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ETIMEOUT';
  }
}

const hostsFile = process.platform === 'win32' ? 'C:/Windows/System32/drivers/etc/hosts' : '/etc/hosts';

async function isInHostsFile(host: string): Promise<boolean> {
  const name = host.toLowerCase().replace(/\.$/, '');
  if (name === 'localhost') return true;
  const text = await readFile(hostsFile, 'utf8').catch(() => '');
  return text.split('\n').some((line) => line.replace(/#.*/, '').toLowerCase().split(/\s+/).slice(1).includes(name));
}

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
