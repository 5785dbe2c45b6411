/** How TLS begins at a server, which versions it takes, and whose certificate it shows. Pure. */
import { explain } from '../../explain/explain.ts';
import { type Finding, finding, type Severity } from '../../findings/finding.ts';
import { isMicrosofts } from '../../wire/host-kind.ts';
import { profileOf } from '../../wire/imitate/profiles.ts';
import { nameOf } from '../../wire/target.ts';
import type { CertificateFacts, WireFacts } from '../../wire/wire-facts.ts';

export function findingsOfTls(facts: WireFacts): Finding[] {
  const certificate = facts.tls?.certificate ?? null;
  return [
    ...findingsOfOffer(facts),
    ...(certificate === null ? [] : findingsOfCertificate(certificate, facts)),
    ...findingsOfVersions(facts),
  ];
}

/** Keywords and greetings that firewalls have blanked: what is not let through is overwritten. */
const blanked = /\*{8,}|^X{4,}A?\b/;

function findingsOfOffer({ host, port, mode, profile, offers, steps, signIn, names }: WireFacts): Finding[] {
  const subject = nameOf(host, port);
  const { beforeTls } = offers;
  if (mode === 'implicit' || beforeTls === null) return [];
  const greeting = steps.find(({ name }) => name === 'greeting')?.outcome;
  const shown = [...(greeting?.kind === 'reply' ? greeting.lines : []), ...beforeTls].filter((line) =>
    blanked.test(line),
  );
  if (shown.length > 0) return [finding('dialogue-rewritten', subject, { evidence: shown })];
  const isMissing = mode === 'starttls' && profileOf(profile).hello === 'EHLO' && !beforeTls.includes('STARTTLS');
  const matters = signIn !== null || isMicrosofts(names.kind) || profileOf(profile).startTls === 'required';
  const evidence = [`EHLO: ${beforeTls.join(', ')}`];
  return [
    ...(isMissing
      ? [finding('starttls-not-offered', subject, { severity: matters ? 'stops' : 'risk', evidence })]
      : []),
    ...(beforeTls.some((line) => /^AUTH[ =]/.test(line))
      ? [finding('auth-offered-in-clear', subject, { evidence })]
      : []),
  ];
}

const soonMs = 14 * 86_400_000;

function findingsOfCertificate(certificate: CertificateFacts, facts: WireFacts): Finding[] {
  const { host, port, names, profile, startedAt } = facts;
  const subject = nameOf(host, port);
  const severity: Severity = profileOf(profile).checksCertificate ? 'stops' : 'risk';
  const evidence = [`subject: ${certificate.subject}`, `issuer: ${certificate.issuer}`];
  const found: Finding[] = [];
  if (certificate.problem === 'CERT_HAS_EXPIRED')
    found.push(
      finding('certificate-expired', subject, {
        severity,
        evidence: [...evidence, `notAfter: ${day(certificate.validTo)}`],
      }),
    );
  else if (isIntercepted(certificate, facts)) {
    const id = certificate.coversHost ? 'tls-intercepted-by-proxy' : 'smtp-intercepted-by-host';
    found.push(finding(id, subject, { severity, evidence }));
  } else if (certificate.trust === 'nobody')
    found.push(
      finding('tls-certificate-untrusted', subject, { severity, evidence: [...evidence, certificate.problem ?? ''] }),
    );
  else if (certificate.trust === 'machine') found.push(finding('certificate-known-here-only', subject, { evidence }));
  if (!certificate.coversHost && !isMicrosofts(names.kind)) {
    const covered = [
      `subjectAltName: ${certificate.names.join(', ')}`,
      ...(names.alias === null ? [] : [`${host} CNAME ${names.alias}`]),
    ];
    found.push(finding('tls-hostname-mismatch', subject, { severity, evidence: covered }));
  }
  const leftMs = certificate.validTo - startedAt;
  if (certificate.problem === null && leftMs < soonMs) {
    const parameters = { days: Math.max(0, Math.floor(leftMs / 86_400_000)) };
    found.push(
      finding('certificate-expires-soon', subject, { parameters, evidence: [`notAfter: ${day(certificate.validTo)}`] }),
    );
  }
  return found;
}

/** A known product of inspection, or another authority than Microsoft's own certificates have (MICROSOFT 365 §1.1). */
function isIntercepted({ issuer, trust, coversHost }: CertificateFacts, { names }: WireFacts): boolean {
  if (explain(`certificate issuer CN=${issuer}`).cause === 'tls-intercepted-by-proxy') return true;
  return isMicrosofts(names.kind) && (trust !== 'public' || !coversHost || !/DigiCert|Microsoft/i.test(issuer));
}

function findingsOfVersions({ host, port, tlsVersions }: WireFacts): Finding[] {
  const old = tlsVersions.filter(({ version, taken }) => version < 'TLSv1.2' && taken === 'yes');
  if (old.length === 0) return [];
  const evidence = tlsVersions.map(({ version, detail }) => `${version}: ${detail || '-'}`);
  return [finding('tls-old-taken', nameOf(host, port), { evidence })];
}

function day(at: number): string {
  return Number.isFinite(at) ? new Date(at).toISOString().slice(0, 10) : '?';
}
