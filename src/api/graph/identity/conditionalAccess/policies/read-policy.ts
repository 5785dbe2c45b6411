/** Reads a policy from a body; what Postern cannot hold to is refused by its name. Pure. */
import {
  type ClientAppType,
  type ConditionalAccessPolicy,
  clientAppTypes,
} from '../../../../../directory/conditional-access-policy.ts';
import { isGuid } from '../../../../../lib/guid.ts';
import { Fields } from '../../../fields.ts';
import { BadRequest } from '../../../graph-fault.ts';
import { states } from './policy-resource.ts';

/** What a body may say of a policy. */
export type PolicyChange = Partial<Omit<ConditionalAccessPolicy, 'id' | 'createdAt' | 'modifiedAt'>>;

const stateNames = Object.keys(states) as (keyof typeof states)[];
const maximumName = 256;

/** A whole policy to be made. Throws a `BadRequest` that names what is missing or not supported. */
export function readNewPolicy(body: unknown): Omit<ConditionalAccessPolicy, 'id' | 'createdAt' | 'modifiedAt'> {
  const change = readPolicyChange(body);
  const { name, state, grant, includedUsers, includedApplications } = change;
  if (name === undefined) throw missing('displayName');
  if (state === undefined) throw missing('state');
  if (grant === undefined) throw missing('grantControls');
  if (includedUsers === undefined) throw missing('conditions.users.includeUsers');
  if (includedApplications === undefined) throw missing('conditions.applications.includeApplications');
  return {
    clientApps: ['all'],
    excludedUsers: [],
    excludedApplications: [],
    includedLocations: ['All'],
    excludedLocations: [],
    ...change,
    name,
    state,
    grant,
    includedUsers,
    includedApplications,
  };
}

function missing(path: string): BadRequest {
  return new BadRequest(`A Conditional Access policy needs the property '${path}'.`);
}

/** What a body changes of a policy: what it leaves out stays. */
export function readPolicyChange(body: unknown): PolicyChange {
  const fields = new Fields(body);
  fields.ignore('id', 'createdDateTime', 'modifiedDateTime');
  const name = fields.text('displayName');
  if (name === '' || (name !== undefined && name.length > maximumName))
    throw fields.bad('displayName', `must have 1 to ${maximumName} characters`);
  const state = fields.oneOf('state', Object.values(states));
  const conditions = fields.object('conditions');
  if (conditions === null) throw fields.bad('conditions', 'cannot be null');
  const grant = readGrant(fields);
  fields.refuseOthers();
  return defined({
    name,
    state: stateNames.find((each) => states[each] === state),
    grant,
    ...(conditions && readConditions(conditions)),
  });
}

function readConditions(conditions: Fields): PolicyChange {
  const written = conditions.texts('clientAppTypes');
  const clientApps = written?.map((each) => {
    const found = clientAppTypes.find((type) => type.toLowerCase() === each.toLowerCase());
    if (found !== undefined) return found;
    throw conditions.bad('clientAppTypes', `takes ${clientAppTypes.join(', ')}`);
  });
  const change = {
    clientApps: clientApps && distinct(clientApps),
    ...readUsers(conditions.object('users')),
    ...readApplications(conditions.object('applications')),
    ...readLocations(conditions.object('locations')),
  };
  conditions.refuseOthers();
  return defined(change);
}

function readUsers(users: Fields | null | undefined): PolicyChange {
  if (!users) return {};
  const change = { includedUsers: users.texts('includeUsers'), excludedUsers: users.texts('excludeUsers') };
  if ([...(change.includedUsers ?? []), ...(change.excludedUsers ?? [])].includes('GuestsOrExternalUsers'))
    throw users.bad('includeUsers', "cannot be 'GuestsOrExternalUsers': there are no guests here");
  users.refuseOthers();
  return defined(change);
}

function readApplications(applications: Fields | null | undefined): PolicyChange {
  if (!applications) return {};
  const change = {
    includedApplications: applications.texts('includeApplications'),
    excludedApplications: applications.texts('excludeApplications'),
  };
  const bad = [...(change.includedApplications ?? []), ...(change.excludedApplications ?? [])].find(
    (each) => !/^(?:All|None|Office365)$/i.test(each) && !isGuid(each),
  );
  if (bad !== undefined)
    throw applications.bad(
      'includeApplications',
      `takes All, None, Office365 and client ids, not '${bad.slice(0, 100)}'`,
    );
  applications.refuseOthers();
  return defined(change);
}

function readLocations(locations: Fields | null | undefined): PolicyChange {
  if (locations === undefined) return {};
  if (locations === null) return { includedLocations: ['All'], excludedLocations: [] };
  const change = {
    includedLocations: locations.texts('includeLocations'),
    excludedLocations: locations.texts('excludeLocations'),
  };
  locations.refuseOthers();
  return defined(change);
}

function readGrant(fields: Fields): 'block' | 'mfa' | undefined {
  const controls = fields.object('grantControls');
  if (controls === undefined) return undefined;
  if (controls === null)
    throw fields.bad('grantControls', "cannot be null: there are no session controls, so it is 'block' or 'mfa'");
  // With one control, both say the same.
  controls.oneOf('operator', ['OR', 'AND']);
  const builtIn = controls.texts('builtInControls');
  controls.refuseOthers();
  if (builtIn === undefined) return undefined;
  const [control, ...more] = builtIn.map((each) => each.toLowerCase());
  if ((control === 'block' || control === 'mfa') && more.length === 0) return control;
  throw controls.bad('builtInControls', `is either 'block' or 'mfa' here, not [${builtIn.join(', ').slice(0, 200)}]`);
}

function distinct(types: readonly ClientAppType[]): ClientAppType[] {
  return [...new Set(types)];
}

/** Without what is undefined, so that a spread leaves what was there. */
function defined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
