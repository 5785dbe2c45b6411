/** The report of an examination, for a terminal, a program, a page and a supporter: findings in words, how far it came, every gate, the dialogue. */
import { isSmtpAuthOff } from '../doctor/advice/advice.ts';
import type { Whose } from '../doctor/advice/steps.ts';
import type { Futile } from '../doctor/findings/advised.ts';
import { bySeverity, type Finding } from '../doctor/findings/finding.ts';
import { mergeFindings } from '../doctor/findings/merge-findings.ts';
import type { TenantProvider } from '../doctor/providers/tenant-provider.ts';
import { findingsOfTenant } from '../doctor/rules/tenant/all.ts';
import { type GatePoint, gatesOf, unknownOf } from '../doctor/rules/tenant/gates.ts';
import { findingsOfWire } from '../doctor/rules/wire/all.ts';
import { type WayPoint, wayOf } from '../doctor/rules/wire/way.ts';
import type { TenantFacts } from '../doctor/tenant/tenant-facts.ts';
import type { AssumedControl } from '../doctor/tenant/tenant-reading.ts';
import { isMicrosofts } from '../doctor/wire/host-kind.ts';
import { nameOf } from '../doctor/wire/target.ts';
import type { WireFacts } from '../doctor/wire/wire-facts.ts';
import { type Language, translate } from '../i18n/translate.ts';
import { type DescribedFinding, describeFinding } from './describe-finding.ts';
import { formatAttempts } from './format-attempts.ts';
import { formatBriefly, formatFinding } from './format-finding.ts';
import { becauseInWords } from './format-plan.ts';
import type { Why } from './format-why.ts';
import { printable } from './output.ts';
import { type Paint, plain } from './paint.ts';

/** A tenant as it was examined, and through whose API. */
export interface ExaminedTenant {
  readonly facts: TenantFacts;
  readonly provider: Pick<TenantProvider, 'kind' | 'name' | 'whose'>;
  /** The last sessions of the user, newest first, where our own service has them. */
  readonly attempts: readonly Why[];
}

export interface DoctorReport {
  /** Host and port, the tenant, the user. */
  readonly subject: string;
  /** What kind of host it is, or whose API was asked. */
  readonly about: string;
  readonly language: Language;
  readonly startedAt: number;
  /** The weightiest first. */
  readonly findings: readonly DescribedFinding[];
  readonly way: readonly WayPoint[];
  readonly gates: readonly GatePoint[];
  /** What was not read, and may stop it for all that is known. */
  readonly unknown: readonly AssumedControl[];
  readonly wire: WireFacts | null;
  readonly tenant: ExaminedTenant | null;
}

export function reportOf(wire: WireFacts | null, tenant: ExaminedTenant | null, language: Language): DoctorReport {
  const found = [
    ...(wire === null ? [] : findingsOfWire(wire)),
    ...(tenant === null ? [] : findingsOfTenant(tenant.facts)),
  ];
  const whose = whoseOf(wire, tenant);
  const way = wire === null ? [] : wayOf(wire).map((point) => ({ ...point, seen: printable(point.seen) }));
  return {
    subject: printable([...subjectsOf(wire, tenant)].join(', ')),
    about: printable(aboutOf(wire, tenant, sayIn(language))),
    language,
    startedAt: wire?.startedAt ?? tenant?.facts.now ?? 0,
    findings: described(bySeverity(mergeFindings(found)), language, whose, futileBy(found, wire)),
    way,
    gates: tenant === null ? [] : gatesOf(tenant.facts),
    unknown: tenant === null ? [] : unknownOf(tenant.facts),
    wire,
    tenant,
  };
}

function described(found: readonly Finding[], language: Language, whose: Whose | null, futile: Futile) {
  return found.map((each) => describeFinding(each, language, whose, futile));
}

/** SMTP AUTH that is off stops OAuth over SMTP as well, whatever it would help against otherwise. */
function futileBy(found: readonly Finding[], wire: WireFacts | null): Futile {
  const at587 = wire?.reach.filter(({ port }) => port === 587) ?? [];
  return {
    oauth: found.some(({ id, severity }) => severity === 'stops' && isSmtpAuthOff(id)),
    port587: at587.length > 0 && at587.every(({ failure }) => failure !== null),
  };
}

/** Null: it is not known, or the server is one's and the settings are another's. */
function whoseOf(wire: WireFacts | null, tenant: ExaminedTenant | null): Whose | null {
  const kind = wire?.names.kind ?? 'other';
  const ofServer = kind === 'postern' ? 'postern' : isMicrosofts(kind) ? 'microsoft-365' : null;
  const ofTenant = tenant?.provider.whose ?? null;
  if (ofServer === null || ofTenant === null) return ofServer ?? ofTenant;
  return ofServer === ofTenant ? ofServer : null;
}

function subjectsOf(wire: WireFacts | null, tenant: ExaminedTenant | null): Set<string> {
  const { reading, user, sought } = tenant?.facts ?? {};
  const names = [
    wire === null ? null : nameOf(wire.host, wire.port),
    reading?.tenant.domain,
    user?.userPrincipalName ?? sought,
  ];
  return new Set(names.filter((name) => typeof name === 'string'));
}

function aboutOf(wire: WireFacts | null, tenant: ExaminedTenant | null, say: Say): string {
  const api = tenant === null ? [] : [say(`doctor.read.${tenant.provider.kind}`, { name: tenant.provider.name })];
  return [...(wire === null ? [] : [say(`doctor.kind.${wire.names.kind}`)]), ...api].join('; ');
}

/** For a program: as it was found, with what it was found of. */
export function dataOf({ findings, way, gates, wire, tenant }: DoctorReport): object {
  return {
    findings,
    way,
    facts: wire,
    ...(tenant !== null && { gates, tenant: tenant.facts, attempts: tenant.attempts }),
  };
}

export function isStopped({ findings }: DoctorReport): boolean {
  return findings[0]?.severity === 'stops';
}

/** What it comes to, in a sentence. */
export function verdictOf(report: DoctorReport): string {
  const { findings, wire, gates, language } = report;
  const [first] = findings;
  if (first !== undefined && isStopped(report)) return first.title;
  const names = report.unknown.map(({ name }) => name).join(', ');
  if (names !== '') return sayIn(language)('doctor.not-known', { names });
  const isWhole = wire === null ? gates.length > 0 : wire.signIn !== null;
  return sayIn(language)(isWhole ? 'doctor.nothing-stops' : 'doctor.nothing-stops-so-far');
}

export type Say = (key: string, parameters?: Finding['parameters']) => string;

export function sayIn(language: Language): Say {
  return (key, parameters = {}) => translate({ key, parameters }, language);
}

const marks = { passed: '✓', failed: '✗', untried: '–' } as const;

/** The one thing that stops it first, then how far it came, then all else that was found. */
export function formatReport(
  report: DoctorReport,
  paint: Paint = plain,
  columns?: number,
  withTranscript = false,
): string {
  const { subject, about, language, findings, wire, unknown } = report;
  const say = sayIn(language);
  const [first] = findings;
  const stop = first !== undefined && isStopped(report) ? first : null;
  const rest = stop === null ? findings : findings.slice(1);
  const titled = (key: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : [[paint('strong', say(key)), ...lines].join('\n')];
  const listed = (key: string, all: readonly DescribedFinding[]): string[] =>
    all.length === 0 ? [] : [paint('strong', say(key)), ...all.map((each) => formatBriefly(each, paint, columns))];
  const [behind, others] = [true, false].map((stops) =>
    rest.filter(({ severity }) => (severity === 'stops') === stops),
  );
  const parts = [
    `${paint('strong', subject)}  ${paint('faint', about)}`,
    stop === null
      ? unknown.length > 0
        ? paint('doubtful', `? ${verdictOf(report)}`)
        : paint('good', `✓ ${verdictOf(report)}`)
      : formatFinding(stop, language, paint, columns),
    ...titled('doctor.way', wayLines(report, paint)),
    ...titled('doctor.gates', gateLines(report, paint)),
    ...listed('doctor.behind', behind ?? []),
    ...listed('doctor.also', others ?? []),
    ...titled('doctor.attempts', attemptLines(report)),
    ...(withTranscript ? titled('doctor.transcript', wire?.transcript ?? []) : []),
  ];
  return parts.join('\n\n');
}

function wayLines({ way, language }: DoctorReport, paint: Paint): string[] {
  const say = sayIn(language);
  const titles = way.map(({ stage }) => say(`doctor.stage.${stage}`));
  const width = Math.max(...titles.map(({ length }) => length));
  return way.map(({ state, seen }, index) => {
    const text = state === 'untried' ? paint('faint', say('doctor.untried')) : seen;
    return `  ${paint(tones[state], marks[state])} ${(titles[index] ?? '').padEnd(width)}  ${text}`;
  });
}

const tones = { passed: 'good', failed: 'bad', untried: 'faint' } as const;

/** A gate in words, and the property that makes it so. */
export function gateInWords({ because, evidence }: GatePoint, language: Language): { text: string; seen: string } {
  return { text: printable(becauseInWords(because, language)), seen: printable(evidence.join('; ')) };
}

function gateLines({ gates, language }: DoctorReport, paint: Paint): string[] {
  return gates.flatMap((point) => {
    const { text, seen } = gateInWords(point, language);
    const line = `  ${paint(tones[point.state], marks[point.state])} ${point.state === 'untried' ? paint('faint', text) : text}`;
    return seen === '' ? [line] : [line, paint('faint', `      ${seen}`)];
  });
}

export function attemptLines({ tenant, language }: DoctorReport): string[] {
  return formatAttempts(tenant?.attempts ?? [], sayIn(language));
}
