/** What came of signing in: why it was refused, in the words of `explain`, or why it could not be tried. Pure. */
import { type Finding, type FindingId, finding } from '../../findings/finding.ts';
import { authForms, offeredMechanisms } from '../../wire/auth-form.ts';
import { profileOf } from '../../wire/imitate/profiles.ts';
import { nameOf } from '../../wire/target.ts';
import type { AuthAttempt, SignInFacts, WireFacts } from '../../wire/wire-facts.ts';
import { causeOfRefusal, speaksAsMicrosoft, textOf } from './outcomes.ts';

export function findingsOfSignIn(facts: WireFacts): Finding[] {
  const { host, port, signIn, offers } = facts;
  const subject = nameOf(host, port);
  const offered = offeredMechanisms(offers.afterTls ?? offers.beforeTls);
  if (signIn === null)
    return offered.length === 0
      ? []
      : [finding('sign-in-not-tried', subject, { evidence: [`AUTH ${offered.join(' ')}`] })];
  const [first, ...others] = signIn.attempts;
  if (first === undefined) return findingsOfWithheld(signIn, facts, offered);
  if (first.verdict === 'accepted') return [worked(signIn, first, others), ...notTaken(signIn, others)];
  const isRead = first.verdict === 'refused' || first.verdict === 'form-refused' || first.verdict === 'given-up';
  // A challenge after the last answer; whatever else broke it is a finding of the dialogue.
  if (!isRead && first.outcome.kind === 'reply' && first.outcome.code === 334)
    return [finding('server-answers-out-of-step', subject, { evidence: [shown(first)] })];
  if (!isRead) return [];
  const evidence = [shown(first), ...others.map(shown)];
  return [finding(idOf(first, facts), signIn.user, { parameters: { challenge: first.challenge ?? '' }, evidence })];
}

function findingsOfWithheld(signIn: SignInFacts, facts: WireFacts, offered: readonly string[]): Finding[] {
  const { host, port, profile, names, offers } = facts;
  const subject = nameOf(host, port);
  const evidence = [`AUTH ${offered.join(' ')}`.trim()];
  switch (signIn.withheld) {
    case 'no-tls':
    case 'untrusted':
      return [finding('secret-withheld', subject, { evidence })];
    case 'no-common-form': {
      const { passwordForms, tokenForm } = profileOf(profile);
      const forms = signIn.credential === 'password' ? passwordForms : [tokenForm].filter((form) => form !== null);
      const knows = forms.map((form) => authForms[form].mechanism).join(' ') || '-';
      return [finding('auth-mechanism-unsupported', subject, { evidence: [...evidence, `${profile}: AUTH ${knows}`] })];
    }
    case 'not-offered':
      if (names.kind === 'mail-exchanger')
        return [
          finding('wrong-host', subject, {
            evidence: [`EHLO: ${(offers.afterTls ?? offers.beforeTls ?? []).join(', ')}`],
          }),
        ];
      // HELO is answered without extensions: what follows says what comes of that.
      if (profileOf(profile).hello === 'HELO') return [finding('client-sees-no-extensions', subject)];
      return [
        finding('auth-not-offered', subject, {
          evidence: [`EHLO: ${(offers.afterTls ?? offers.beforeTls ?? []).join(', ')}`],
        }),
      ];
    case 'not-reached':
    case null:
      return [];
  }
}

function idOf({ verdict, outcome, form }: AuthAttempt, facts: WireFacts): FindingId {
  if (verdict === 'given-up') return 'challenge-unusual';
  const cause = causeOfRefusal(facts, `AUTH ${authForms[form].mechanism}\n${textOf(outcome)}`);
  // Of a server that is not Microsoft's, its switches are no causes.
  const isVague = cause === 'auth-failed-unspecified' && !speaksAsMicrosoft(facts);
  const isUnread = isVague || cause === 'unknown' || cause === 'other-provider' || cause === 'client-bug-or-config';
  if (verdict === 'form-refused' && (isUnread || cause === 'auth-mechanism-unsupported'))
    return form === 'login-initial' ? 'initial-response-refused' : 'auth-mechanism-unsupported';
  return isUnread ? 'sign-in-refused' : cause;
}

function worked({ user }: SignInFacts, first: AuthAttempt, others: readonly AuthAttempt[]): Finding {
  const evidence = [first, ...others.filter(({ verdict }) => verdict === 'accepted')].map(shown);
  return finding('sign-in-works', user, { evidence });
}

/** The password is right, and yet one manner of saying it does not do: a device may know only that one. */
function notTaken({ user }: SignInFacts, others: readonly AuthAttempt[]): Finding[] {
  const failed = others.filter(({ verdict }) => verdict === 'refused' || verdict === 'form-refused');
  return failed.length === 0 ? [] : [finding('form-not-taken', user, { evidence: failed.map(shown) })];
}

function shown({ form, outcome, challenge }: AuthAttempt): string {
  const asked = challenge === null ? '' : ` (challenge "${challenge}")`;
  return `AUTH ${form}${asked}: ${textOf(outcome)}`;
}
