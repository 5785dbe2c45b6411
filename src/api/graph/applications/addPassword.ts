/** `/applications/{id}/addPassword`: a secret, whose text is shown this once. */
import { Fields } from '../fields.ts';
import { type GraphHandler, ok } from '../graph-call.ts';
import { passwordResource } from './application-resource.ts';
import { findApplication } from './find-application.ts';

/** How long a secret is good when nothing is said, as in Graph. */
const ordinaryYears = 2;
const maximumName = 256;
/** What the clocks of two machines may be apart. */
const clockSkewMs = 5 * 60_000;

export const addPassword: GraphHandler = async (call, services) => {
  const application = await findApplication(call, services, 'write');
  const { displayName, endsAt } = readPassword(call.body, services.clock());
  const { applications } = services.administration;
  const { secret, text } = await applications.addSecret(call.caller, application, displayName, endsAt);
  const context = `${call.base}/$metadata#microsoft.graph.passwordCredential`;
  return ok({ '@odata.context': context, ...passwordResource(secret, text) });
};

function readPassword(body: unknown, now: number): { readonly displayName: string; readonly endsAt: number } {
  const fields = new Fields(body ?? {});
  const password = fields.object('passwordCredential') ?? new Fields({}, { where: 'passwordCredential' });
  fields.refuseOthers();
  const displayName = password.text('displayName') ?? '';
  if (displayName.length > maximumName) throw password.bad('displayName', `has at most ${maximumName} characters`);
  const startsAt = timeIn(password, 'startDateTime') ?? now;
  if (startsAt > now + clockSkewMs)
    throw password.bad('startDateTime', 'cannot lie in the future: a secret is good at once');
  const endsAt = timeIn(password, 'endDateTime') ?? yearsAfter(now);
  if (endsAt <= now) throw password.bad('endDateTime', 'must lie in the future');
  password.ignore('keyId', 'hint', 'customKeyIdentifier');
  password.refuseOthers();
  return { displayName, endsAt };
}

function timeIn(fields: Fields, name: string): number | undefined {
  const text = fields.text(name);
  if (text === undefined) return undefined;
  const at = /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at)) throw fields.bad(name, "must be a time such as '2027-01-31T12:00:00Z'");
  return at;
}

function yearsAfter(now: number): number {
  const date = new Date(now);
  return date.setUTCFullYear(date.getUTCFullYear() + ordinaryYears);
}
