/** Shows what a sign-in asks for next. */
import type { FastifyReply } from 'fastify';
import type { Person, SignInStep } from '../../sign-in/interactive/interactive-sign-in.ts';
import { type Html } from '../pages/html.ts';
import { sendPage } from '../pages/page.ts';
import { text } from '../pages/text.ts';
import { busy, problemOf } from './error-text.ts';
import type { PageParts } from './page-parts.ts';
import { relyingPartyOf } from './relying-party.ts';
import { consentView } from './views/consent-view.ts';
import { nameView, type Problem, passwordView } from './views/first-factor-view.ts';
import { secondFactorView } from './views/second-factor-view.ts';
import type { Visit } from './visit.ts';

export interface Showing {
  readonly problem?: Problem | null;
  /** The name that was typed; left out: that of the application's hint. */
  readonly login?: string;
}

/** The page of where the sign-in stands. */
export async function showStep(visit: Visit, parts: PageParts, showing: Showing = {}): Promise<FastifyReply> {
  if (visit.interaction.prompt === 'consent') return showConsent(visit, parts);
  const person = await parts.signIn.person(visit.context);
  if (person === null) return showFirstFactor(visit, parts, showing);
  switch (person.step.kind) {
    case 'done':
      return finishSignIn(visit, parts);
    case 'register':
      return visit.reply.redirect(`${visit.path}/register`, 303);
    case 'second-factor':
      return showSecondFactor(visit, parts, person, showing.problem ?? null);
    case 'refused':
      parts.signIn.forget(visit.context);
      return showFirstFactor(visit, parts, { ...showing, problem: problemOf(person.step.errorCode) });
    case 'first-factor':
      return showFirstFactor(visit, parts, showing);
  }
}

/** After something was shown by the person: on to the next page, or the same one with what was wrong. */
export async function afterStep(
  visit: Visit,
  parts: PageParts,
  step: SignInStep,
  showing: Showing,
): Promise<FastifyReply> {
  switch (step.kind) {
    case 'done':
      return finishSignIn(visit, parts);
    case 'ended':
      return visit.finish({ kind: 'refused', errorCode: step.errorCode, description: text('page.error.ended') });
    case 'refused':
      return showStep(visit, parts, { ...showing, problem: problemOf(step.errorCode) });
    case 'busy':
      return showStep(visit, parts, { ...showing, problem: busy });
    case 'first-factor':
    case 'second-factor':
    case 'register':
      return visit.reply.redirect(visit.path, 303);
  }
}

async function finishSignIn(visit: Visit, parts: PageParts): Promise<FastifyReply> {
  const signedIn = await parts.signIn.finish(visit.context);
  // Somebody changed something that it turns on, just now.
  if (signedIn === null) return visit.reply.redirect(visit.path, 303);
  parts.enrolment.forget(visit.context.id);
  return visit.finish({ kind: 'signed-in', ...signedIn });
}

function page(visit: Visit, title: string, organization: string | null, body: Html, status = 200): FastifyReply {
  return sendPage(visit.reply, { title, organization, body, status });
}

async function organizationOf({ interaction: { tenantId } }: Visit, { directory }: PageParts): Promise<string | null> {
  return tenantId === null ? null : ((await directory.findTenant(tenantId))?.displayName ?? null);
}

async function passkeyQuestionOf(visit: Visit, { signIn, baseUrl }: PageParts): Promise<object | null> {
  const party = relyingPartyOf(baseUrl(), visit.request.headers.host);
  return party === null ? null : signIn.passkeyQuestion(visit.context, party);
}

async function showFirstFactor(
  visit: Visit,
  parts: PageParts,
  { problem = null, login }: Showing,
): Promise<FastifyReply> {
  const { path, interaction, context } = visit;
  const named = login ?? interaction.loginHint;
  const view = {
    path,
    csrf: parts.csrf.field(context.id),
    application: interaction.application.displayName,
    login: named,
    problem,
    passkey: await passkeyQuestionOf(visit, parts),
  };
  // An organization that is not known is told by the name, which is asked for by itself.
  const asksNameFirst = interaction.tenantId === null && named === '';
  const isNameFixed = interaction.tenantId === null;
  const body = asksNameFirst ? nameView(view) : passwordView({ ...view, isNameFixed });
  return page(visit, text('page.sign-in.title'), await organizationOf(visit, parts), body);
}

async function showSecondFactor(
  visit: Visit,
  parts: PageParts,
  { facts }: Person,
  problem: Problem | null,
): Promise<FastifyReply> {
  const kinds = new Set(facts.methods.map(({ kind }) => kind));
  const { recovery } = visit.request.query as { recovery?: unknown };
  const body = secondFactorView({
    path: visit.path,
    csrf: parts.csrf.field(visit.context.id),
    login: facts.user.userPrincipalName,
    hasAuthenticator: kinds.has('totp'),
    hasRecoveryCodes: kinds.has('recovery-codes'),
    isRecovering: recovery === '1' || visit.form['recovery'] !== undefined,
    passkey: kinds.has('passkey') ? await passkeyQuestionOf(visit, parts) : null,
    problem,
  });
  return page(visit, text('page.second.title'), facts.tenant.displayName, body);
}

async function showConsent(visit: Visit, parts: PageParts): Promise<FastifyReply> {
  const { interaction, path, context } = visit;
  const user = interaction.userId === null ? null : await parts.directory.findUser(interaction.userId);
  const held = user === null ? [] : await parts.roles.rolesOf(user.id);
  const body = consentView({
    path,
    csrf: parts.csrf.field(context.id),
    login: user?.userPrincipalName ?? '',
    interaction,
    isAdministrator: held.includes('global-administrator'),
  });
  return page(visit, text('page.consent.title'), await organizationOf(visit, parts), body);
}
