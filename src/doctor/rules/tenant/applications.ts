/** Applications that send mail: known to Exchange by the right id, let into the mailbox, with secrets that last (M365 §7). Pure. */
import { type Finding, finding, type Severity } from '../../findings/finding.ts';
import type { MailApplication } from '../../tenant/application-reading.ts';
import type { TenantFacts } from '../../tenant/tenant-facts.ts';

const dayMs = 86_400_000;
/** A secret that ends sooner than this is told of. */
const soonDays = 30;

export function applicationFindings(facts: TenantFacts): Finding[] {
  const { applications } = facts;
  if (applications?.known !== true) return [];
  return applications.value.flatMap((application) => [
    ...unknownApplication(application, facts),
    ...inTenant(application, facts),
    ...inExchange(application, facts),
    ...atMailbox(application, facts),
    ...credentials(application, facts),
  ]);
}

/** What keeps the application that the device uses from sending, stops it; of another one it is good to know. */
function weight({ appId }: MailApplication, facts: TenantFacts): Severity {
  return facts.appId !== null && facts.appId.toLowerCase() === appId.toLowerCase() ? 'stops' : 'risk';
}

function about(application: MailApplication): Readonly<Record<string, string>> {
  return { application: application.displayName, appId: application.appId };
}

/** Neither registered nor an enterprise application: a wrong client id, or a wrong tenant. */
function unknownApplication(application: MailApplication, facts: TenantFacts): Finding[] {
  const { registrationId, principalId, appId } = application;
  if (registrationId !== null || principalId !== null) return [];
  return [
    finding('oauth-app-or-tenant-not-found', application.displayName, {
      severity: weight(application, facts),
      parameters: about(application),
      evidence: [`appId ${appId}: no application and no service principal in ${facts.reading.tenant.domain}`],
    }),
  ];
}

function inTenant(application: MailApplication, facts: TenantFacts): Finding[] {
  const { enabled, principalId, ownPermissions, delegatedPermissions, displayName } = application;
  if (principalId === null) return [];
  const severity = weight(application, facts);
  const found: Finding[] = [];
  if (!enabled)
    found.push(
      finding('application-disabled', displayName, {
        severity,
        parameters: about(application),
        evidence: [`servicePrincipals/${principalId}: accountEnabled = false`],
      }),
    );
  const held = [...ownPermissions, ...(delegatedPermissions.known ? delegatedPermissions.value : [])];
  if (held.length === 0 && delegatedPermissions.known)
    found.push(
      finding('oauth-consent-missing', displayName, {
        severity,
        parameters: about(application),
        evidence: [`servicePrincipals/${principalId}: no SMTP.SendAsApp, SMTP.Send or Mail.Send`],
      }),
    );
  return found;
}

/** Only who signs in on its own at the SMTP door has to be told to Exchange. */
function inExchange(application: MailApplication, facts: TenantFacts): Finding[] {
  const { inExchange: told, principalId, registrationId, ownPermissions, displayName } = application;
  if (!told.known || principalId === null || !ownPermissions.includes('SMTP.SendAsApp')) return [];
  if (told.value.some((objectId) => objectId.toLowerCase() === principalId.toLowerCase())) return [];
  const wrong = told.value.map((objectId) =>
    objectId.toLowerCase() === registrationId?.toLowerCase()
      ? `${told.evidence}: ObjectId = ${objectId}, which is the registration's; the enterprise application's is ${principalId}`
      : `${told.evidence}: ObjectId = ${objectId}; the enterprise application's is ${principalId}`,
  );
  return [
    finding('oauth-service-principal-not-registered', displayName, {
      severity: weight(application, facts),
      parameters: about(application),
      evidence: wrong.length === 0 ? [`${told.evidence}: none with AppId ${application.appId}`] : wrong,
    }),
  ];
}

function atMailbox(application: MailApplication, facts: TenantFacts): Finding[] {
  const { fullAccess, sendAs, accessPolicy, ownPermissions, displayName } = application;
  // An application that is not the device's has no need of this mailbox.
  const severity = weight(application, facts) === 'stops' ? 'stops' : 'note';
  const found: Finding[] = [];
  const parameters = { ...about(application), mailbox: facts.user?.userPrincipalName ?? facts.sought ?? '' };
  const atDoor = ownPermissions.includes('SMTP.SendAsApp');
  if (atDoor && fullAccess?.known === true && !fullAccess.value)
    found.push(
      finding('application-cannot-open-mailbox', displayName, {
        severity,
        parameters,
        evidence: [fullAccess.evidence],
      }),
    );
  if (atDoor && sendAs?.known === true && !sendAs.value)
    found.push(finding('send-as-denied', displayName, { severity, parameters, evidence: [sendAs.evidence] }));
  if (accessPolicy?.known === true && accessPolicy.value === 'denied')
    found.push(
      finding('graph-app-access-policy', displayName, {
        severity,
        parameters,
        evidence: [`${accessPolicy.evidence}: Denied`],
      }),
    );
  return found;
}

/** Each by itself may be the one that is used; as long as one is good, it is a matter of time. */
function credentials(application: MailApplication, { now, appId, ...facts }: TenantFacts): Finding[] {
  const { credentials: read, displayName } = application;
  if (!read.known || read.value.length === 0) return [];
  const ending = read.value.flatMap((each) => (each.endsAt === null ? [] : [{ ...each, endsAt: each.endsAt }]));
  const inWords = ({ kind, name, endsAt }: { kind: string; name: string; endsAt: number }): string =>
    `${kind} ${name} ends ${new Date(endsAt).toISOString()}`.replace('  ', ' ');
  const expired = ending.filter(({ endsAt }) => endsAt <= now);
  const soon = ending.filter(({ endsAt }) => endsAt > now && endsAt - now < soonDays * dayMs);
  const found: Finding[] = [];
  if (expired.length > 0)
    found.push(
      finding('oauth-app-secret-invalid-or-expired', displayName, {
        severity: expired.length === read.value.length ? weight(application, { now, appId, ...facts }) : 'note',
        parameters: about(application),
        evidence: expired.map(inWords),
      }),
    );
  for (const each of soon) {
    const parameters = { ...about(application), days: Math.ceil((each.endsAt - now) / dayMs) };
    found.push(finding('secret-ends-soon', displayName, { parameters, evidence: [inWords(each)] }));
  }
  return found;
}
