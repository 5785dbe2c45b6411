/** What the name of a server tells, before anybody speaks to it. Pure. */
import { type Finding, finding } from '../../findings/finding.ts';
import type { HostKind } from '../../wire/host-kind.ts';
import { nameOf } from '../../wire/target.ts';
import type { WireFacts } from '../../wire/wire-facts.ts';

const byKind: Readonly<Partial<Record<HostKind, (subject: string) => Finding>>> = {
  'mail-exchanger': (subject) => finding('host-takes-no-sign-in', subject),
  'legacy-submission': (subject) => finding('host-wants-opt-in', subject),
  'high-volume': (subject) => finding('host-is-internal-only', subject),
  'azure-communication': (subject) => finding('host-wants-its-own-account', subject),
  // Passwords ended there in September 2024 (MICROSOFT 365 §9); a token goes on working.
  consumer: (subject) => finding('basic-auth-retired', subject, { severity: 'risk', evidence: [subject] }),
  retired: (subject) => finding('wrong-host', subject, { evidence: [subject] }),
};

export function findingsOfHost({ host, port, names }: WireFacts): Finding[] {
  const subject = nameOf(host, port);
  if (names.failure !== null && names.addresses.length === 0) {
    const id = names.kind === 'retired' ? 'wrong-host' : 'dns-failure';
    return [finding(id, subject, { evidence: [`${host}: ${names.failure}`] })];
  }
  const known = byKind[names.kind]?.(host);
  return known === undefined ? [] : [known];
}
