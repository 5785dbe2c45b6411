/** Examines a server from outside, within a time: names, ports, dialogue, TLS. Never throws; what fails is a fact. */
import type { AuthForm } from './auth-form.ts';
import { type Authorities, authoritiesWith } from './certificate.ts';
import { Deadline, inTime } from './deadline.ts';
import { type DialogueFacts, type Errand, holdDialogue } from './dialogue.ts';
import { kindByGreeting } from './host-kind.ts';
import { type ProfileName, profileOf } from './imitate/profiles.ts';
import { usual } from './imitate/usual.ts';
import { lookUp, type NameSource, systemNames } from './names.ts';
import { linesOf } from './open-session.ts';
import { tryOtherForms } from './other-forms.ts';
import { tryPorts } from './reach.ts';
import { type Credentials, secretsOf } from './sign-in.ts';
import { type Endpoint, type StepLimits, Talk, usualLimits } from './talk.ts';
import { type Target, type TlsMode, usualTls } from './target.ts';
import { optionsFor } from './tls-options.ts';
import { tryTlsVersions } from './tls-versions.ts';
import type { NameFacts, Reached, SignInFacts, WireFacts } from './wire-facts.ts';

export interface Examination {
  readonly target: Target;
  /** Null: as is usual on the port. */
  readonly mode?: TlsMode | null;
  readonly profile?: ProfileName;
  readonly credentials?: Credentials | null;
  readonly form?: AuthForm | null;
  readonly sendSecretAnyway?: boolean;
  readonly envelope?: Errand['envelope'];
  readonly sendMessage?: boolean;
  readonly findMessage?: Errand['findMessage'];
  /** PEM, believed beside the known ones. */
  readonly authorities?: readonly string[];
  readonly limitMs: number;
  readonly limits?: StepLimits;
  readonly names?: NameSource;
  /** Those that are tried; left out: 587, 465 and 25, and the one that was named. */
  readonly ports?: readonly number[];
  /** Told what is looked at next: all of it may take a minute. */
  readonly onStage?: (stage: ExaminationStage) => void;
}

export type ExaminationStage = 'names' | 'ports' | 'dialogue' | 'tls-versions' | 'other-forms';

/** Submission, submission with TLS from the start, relay: in the order in which one is chosen. */
const mailPorts = [587, 465, 25] as const;
/** Whether a port that is silent in clear speaks TLS is known soon. */
const implicitTlsMs = 5000;
const searchMs = 10_000;

export async function examineServer(examination: Examination): Promise<WireFacts> {
  const { target, limitMs, profile = 'usual', names: source = systemNames() } = examination;
  const startedAt = Date.now();
  const deadline = new Deadline(limitMs);
  examination.onStage?.('names');
  const names = await lookUp(target.host, source, deadline);
  const usual = examination.ports ?? mailPorts;
  const ports = [...new Set([...(target.port === null ? [] : [target.port]), ...usual])];
  examination.onStage?.('ports');
  const reach = await tryPorts(names.addresses, ports, deadline);
  const port = target.port ?? choosePort(reach, names, usual);
  const mode = examination.mode ?? usualTls(port);
  const open = reach.find((each) => each.port === port && each.failure === null);
  const spoken =
    open === undefined
      ? nothingSpoken
      : await speak({ host: target.host, address: open.address, port }, mode, examination, deadline);
  return {
    host: target.host,
    port,
    mode,
    profile,
    startedAt,
    tookMs: Date.now() - startedAt,
    limitMs,
    outOfTime: deadline.isOver,
    names: { ...names, kind: kindByGreeting(names.kind, greetingIn(spoken.steps)) },
    reach,
    ...spoken,
  };
}

/** Mail exchangers listen on 25 alone (MICROSOFT 365 §8). */
function choosePort(reach: readonly Reached[], { kind }: NameFacts, ports: readonly number[]): number {
  if (kind === 'mail-exchanger') return 25;
  return ports.find((port) => reach.some((each) => each.port === port && each.failure === null)) ?? 587;
}

function greetingIn(steps: WireFacts['steps']): string {
  const outcome = steps.find(({ name }) => name === 'greeting')?.outcome;
  return outcome === undefined ? '' : linesOf(outcome).join(' ');
}

type Spoken = DialogueFacts & Pick<WireFacts, 'steps' | 'tlsVersions' | 'speaksImplicitTls' | 'transcript'>;

const nothingSpoken: Spoken = {
  steps: [],
  offers: { beforeTls: null, afterTls: null },
  tls: null,
  tlsVersions: [],
  speaksImplicitTls: null,
  signIn: null,
  message: null,
  transcript: [],
};

async function speak(endpoint: Endpoint, mode: TlsMode, examination: Examination, deadline: Deadline): Promise<Spoken> {
  const { credentials = null, limits = usualLimits } = examination;
  const authorities = authoritiesWith(examination.authorities ?? []);
  const talk = new Talk(endpoint, deadline, limits, credentials === null ? [] : secretsOf(credentials));
  examination.onStage?.('dialogue');
  const facts = await holdDialogue(talk, {
    host: endpoint.host,
    mode,
    profile: profileOf(examination.profile ?? 'usual'),
    authorities,
    credentials,
    form: examination.form ?? null,
    sendSecretAnyway: examination.sendSecretAnyway ?? false,
    envelope: examination.envelope ?? null,
    sendMessage: examination.sendMessage ?? false,
    findMessage: boundedSearch(examination.findMessage, deadline),
  });
  const greeting = talk.steps.find(({ name }) => name === 'greeting');
  const wasSilent = mode !== 'implicit' && greeting?.outcome.kind === 'silent';
  examination.onStage?.('tls-versions');
  const tlsVersions = talk.steps.some(({ name }) => name === 'handshake')
    ? await tryTlsVersions(endpoint, mode, authorities, deadline, limits)
    : [];
  return {
    ...facts,
    signIn: facts.signIn === null || credentials === null ? facts.signIn : await withOthers(facts.signIn),
    steps: talk.steps,
    tlsVersions,
    speaksImplicitTls: wasSilent ? await speaksImplicitTls(endpoint, authorities, deadline, limits) : null,
    transcript: talk.transcript.lines,
  };

  async function withOthers(signedIn: SignInFacts): Promise<SignInFacts> {
    if (credentials === null) return signedIn;
    examination.onStage?.('other-forms');
    const others = await tryOtherForms({ endpoint, mode, authorities, credentials, deadline, limits }, signedIn);
    return { ...signedIn, attempts: [...signedIn.attempts, ...others] };
  }
}

/** A service that is asked for the message may be silent, too. */
function boundedSearch(find: Examination['findMessage'], deadline: Deadline): Errand['findMessage'] {
  if (find === undefined || find === null) return null;
  return (queueId, mark) => inTime(find(queueId, mark), deadline.within(searchMs));
}

async function speaksImplicitTls(
  endpoint: Endpoint,
  authorities: Authorities,
  deadline: Deadline,
  { connectMs, replyMs }: StepLimits,
): Promise<boolean | null> {
  if (deadline.isOver) return null;
  const talk = new Talk(endpoint, deadline, { connectMs: Math.min(connectMs, implicitTlsMs), replyMs });
  const { kind } = await talk.connect(optionsFor(usual, authorities));
  await talk.end();
  return kind === 'done';
}
