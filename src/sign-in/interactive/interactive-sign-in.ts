/** A person's sign-in at the pages, step by step: what they show is checked, decided on, and always recorded. */

import type { DirectoryStore, SignInFacts } from '../../directory/directory-store.ts';
import { isRevoked } from '../../directory/revocation.ts';
import type { RoleStore } from '../../directory/role-store.ts';
import type { SignInLog } from '../sign-in-log.ts';
import {
  decideInteractive,
  type InteractiveProof,
  type InteractiveStep,
  interactiveErrors,
} from './decide-interactive.ts';
import { createFlows, type Flow, type Flows } from './flows.ts';
import { gatherInteractiveControls } from './gather-interactive-controls.ts';
import { type InteractiveAttempt, interactiveRecord, type SignInContext } from './interactive-record.ts';
import { type PasskeyQuestion, passkeyQuestion, type RelyingParty, readPasskeyAnswer } from './passkeys.ts';
import { type FactorParts, proveCode, provePasskey, provePassword } from './prove-factors.ts';

/** `busy`: nothing was found out; `ended`: too many wrong tries, and all begins anew. */
export type SignInStep =
  | InteractiveStep
  | { readonly kind: 'busy' }
  | { readonly kind: 'ended'; readonly errorCode: number };

/** Who has shown the first factor, and what is to come. */
export interface Person {
  readonly facts: SignInFacts;
  readonly step: InteractiveStep;
}

export interface SignedIn {
  readonly userId: string;
  /** RFC 8176, with `fido` as Entra writes it. */
  readonly amr: readonly ('pwd' | 'mfa' | 'otp' | 'fido')[];
  readonly authenticatedAt: number;
}

export interface InteractiveParts extends FactorParts {
  readonly directory: Pick<DirectoryStore, 'signInFacts' | 'findUser'>;
  readonly roles: Pick<RoleStore, 'rolesOf'>;
  readonly log: Pick<SignInLog, 'record'>;
  readonly newId: () => string;
  readonly newGuid: () => string;
  /** Told of what threw half way. */
  readonly fault: (error: unknown) => void;
}

/** Wrong codes or passkeys after which a sign-in ends. */
const maximumTries = 5;
/** RFC 5321 §4.5.3.1: no address is longer. */
const maximumLogin = 320;

const wrongSecondFactor = { kind: 'refused', errorCode: interactiveErrors.wrongSecondFactor } as const;
const ended = { kind: 'ended', errorCode: interactiveErrors.wrongSecondFactor } as const;

export class InteractiveSignIn {
  readonly #parts: InteractiveParts;
  readonly #flows: Flows;

  constructor(parts: InteractiveParts) {
    this.#parts = parts;
    this.#flows = createFlows(parts.clock);
  }

  /** Null: nobody has shown a first factor yet. */
  async person(context: SignInContext): Promise<Person | null> {
    const flow = this.#flows.find(context.id);
    const facts = flow === null ? null : await this.#factsOfId(context, flow.userId);
    if (flow === null || facts === null) return null;
    // A new password, or whoever takes back what is from before some moment, ends sign-ins under way as well.
    if (isRevoked(flow.startedAt, facts.userSettings.tokensValidFrom.value)) {
      this.#flows.forget(context.id);
      return null;
    }
    return { facts, step: await this.#next(context, facts, proofOf(flow)) };
  }

  async password(context: SignInContext, login: string, typed: string): Promise<SignInStep> {
    this.#flows.forget(context.id);
    const name = login.slice(0, maximumLogin);
    const facts = login.length > maximumLogin ? null : await this.#factsOf(context, login);
    const attempt = { login: name, facts, credential: 'password', correlationId: this.#parts.newGuid() };
    return this.#recorded(context, attempt, async () => {
      const proof = await provePassword(this.#parts, facts, name, typed, context.address);
      if (proof === 'busy') return { kind: 'busy' };
      const first = proof === 'right' ? 'password' : proof === 'locked' ? 'nothing' : 'wrong';
      const lockout = proof === 'locked' ? 'locked' : 'open';
      const step = await this.#next(context, facts, { lockout, first, second: 'nothing' });
      if (step.kind !== 'refused' && facts !== null) this.#begin(context, attempt, facts, 'password');
      return step;
    });
  }

  /** A code of an authenticator app, or a recovery code. */
  async code(context: SignInContext, typed: string): Promise<SignInStep> {
    const person = await this.person(context);
    const flow = this.#takeTry(context);
    if (person === null || flow === null) return { kind: 'first-factor' };
    const { facts } = person;
    const attempt = attemptOf(facts, 'code', flow.correlationId);
    return this.#recorded(context, attempt, async () => {
      const second = await proveCode(this.#parts, flow.userId, typed, context.address);
      if (second === 'locked') return { kind: 'refused', errorCode: interactiveErrors.locked };
      return second === 'wrong' ? this.#afterWrong(context, flow) : this.#add(context, facts, flow, second);
    });
  }

  /** What the browser asks an authenticator; for the person's own passkeys once they are known. */
  async passkeyQuestion(context: SignInContext, party: RelyingParty): Promise<PasskeyQuestion> {
    const { methods, secrets } = this.#parts;
    const flow = this.#flows.find(context.id);
    const stored = flow === null ? [] : await methods.listMethods(flow.userId);
    const known = stored.flatMap((method) => (method.kind === 'passkey' ? (secrets.openPasskey(method) ?? []) : []));
    const question = await passkeyQuestion(party, known);
    this.#flows.ask(context.id, question.challenge);
    return question;
  }

  /** The answer of an authenticator: as second factor, or as both. */
  async passkey(context: SignInContext, party: RelyingParty, answer: string): Promise<SignInStep> {
    const challenge = this.#flows.takeQuestion(context.id);
    const read = readPasskeyAnswer(answer);
    const isSecond = this.#flows.find(context.id) !== null;
    const flow = isSecond ? this.#takeTry(context) : null;
    const userId = flow?.userId ?? read?.userId ?? null;
    const facts = userId === null ? null : await this.#factsOfId(context, userId);
    const attempt = attemptOf(facts, 'passkey', flow?.correlationId ?? this.#parts.newGuid());
    return this.#recorded(context, attempt, async () => {
      if (isSecond && flow === null) return ended;
      const right =
        facts !== null &&
        read !== null &&
        challenge !== null &&
        (await provePasskey(this.#parts, facts.user.id, { credentialId: read.credentialId, challenge, answer }, party));
      if (!right) return flow === null ? wrongSecondFactor : this.#afterWrong(context, flow);
      if (flow !== null) return this.#add(context, facts, flow, 'passkey');
      const step = await this.#next(context, facts, { lockout: 'open', first: 'passkey', second: 'nothing' });
      if (step.kind !== 'refused') this.#begin(context, attempt, facts, 'passkey');
      return step;
    });
  }

  /** The person has just registered a method, and shown it by that. */
  registered({ id }: SignInContext, second: 'totp' | 'passkey'): void {
    const flow = this.#flows.find(id);
    if (flow !== null) this.#flows.keep(id, { ...flow, second });
  }

  /** Who it is, once nothing is missing; null before. The sign-in is over then. */
  async finish(context: SignInContext): Promise<SignedIn | null> {
    const person = await this.person(context);
    const flow = this.#flows.find(context.id);
    if (flow === null || person?.step.kind !== 'done') return null;
    this.#flows.forget(context.id);
    const { first, second, userId, correlationId } = flow;
    const credential = second === 'nothing' ? first : `${first}, ${second}`;
    this.#record(context, attemptOf(person.facts, credential, correlationId), 0, person.step.authentication);
    return { userId, amr: amrOf(flow), authenticatedAt: this.#parts.clock() };
  }

  forget({ id }: SignInContext): void {
    this.#flows.forget(id);
  }

  /** The facts of who is called so; null as well where they are not of the tenant that is signed in to. */
  async #factsOf({ tenantId }: SignInContext, login: string): Promise<SignInFacts | null> {
    const facts = await this.#parts.directory.signInFacts(login);
    return tenantId === null || facts?.tenant.id === tenantId ? facts : null;
  }

  async #factsOfId(context: SignInContext, userId: string): Promise<SignInFacts | null> {
    const user = await this.#parts.directory.findUser(userId);
    return user?.id === userId ? this.#factsOf(context, user.userPrincipalName) : null;
  }

  async #next(
    { address }: SignInContext,
    facts: SignInFacts | null,
    proof: InteractiveProof,
  ): Promise<InteractiveStep> {
    const roles = await this.#parts.roles.rolesOf(facts?.user.id ?? '');
    return decideInteractive(gatherInteractiveControls(facts, roles, address), proof);
  }

  #begin(
    { id }: SignInContext,
    { correlationId }: InteractiveAttempt,
    { user }: SignInFacts,
    first: Flow['first'],
  ): void {
    const startedAt = this.#parts.clock();
    this.#flows.keep(id, { userId: user.id, correlationId, startedAt, first, second: 'nothing', tries: 0 });
  }

  /** Counts a try before it is checked, so that many at once do not pass for one; null: there are none left. */
  #takeTry({ id }: SignInContext): Flow | null {
    const flow = this.#flows.find(id);
    if (flow === null) return null;
    if (flow.tries >= maximumTries) {
      this.#flows.forget(id);
      return null;
    }
    const counted = { ...flow, tries: flow.tries + 1 };
    this.#flows.keep(id, counted);
    return counted;
  }

  #afterWrong({ id }: SignInContext, flow: Flow): SignInStep {
    if (flow.tries < maximumTries) return wrongSecondFactor;
    this.#flows.forget(id);
    return ended;
  }

  #add(context: SignInContext, facts: SignInFacts, flow: Flow, second: Flow['second']): Promise<InteractiveStep> {
    const proven = { ...flow, second };
    this.#flows.keep(context.id, proven);
    return this.#next(context, facts, proofOf(proven));
  }

  /** Carries out `work`, and records what came of it, also when it throws; a success is recorded at the end. */
  async #recorded(
    context: SignInContext,
    attempt: InteractiveAttempt,
    work: () => Promise<SignInStep>,
  ): Promise<SignInStep> {
    let step: SignInStep = { kind: 'busy' };
    try {
      step = await work();
    } catch (error) {
      this.#parts.fault(error);
    } finally {
      if (step.kind === 'busy') this.#record(context, attempt, null);
      else if ('errorCode' in step) this.#record(context, attempt, step.errorCode);
    }
    return step;
  }

  #record(
    context: SignInContext,
    attempt: InteractiveAttempt,
    errorCode: number | null,
    authentication: 'single-factor' | 'multi-factor' = 'single-factor',
  ): void {
    const { log, newId, clock } = this.#parts;
    log.record(interactiveRecord(context, attempt, { id: newId(), at: clock(), errorCode, authentication }));
  }
}

function proofOf({ first, second }: Flow): InteractiveProof {
  return { lockout: 'open', first, second };
}

function attemptOf(facts: SignInFacts | null, credential: string, correlationId: string): InteractiveAttempt {
  return { login: facts?.user.userPrincipalName ?? '', facts, credential, correlationId };
}

function amrOf({ first, second }: Flow): SignedIn['amr'] {
  const own = first === 'passkey' ? (['fido', 'mfa'] as const) : (['pwd'] as const);
  if (second === 'totp' || second === 'recovery-code') return [...own, 'otp', 'mfa'];
  return second === 'passkey' ? [...own, 'fido', 'mfa'] : own;
}
