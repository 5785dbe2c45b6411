/** What a request says of a user that is to be made or changed. Pure. */
import { type ProfileProperty, profileProperties } from '../../../directory/user-profile.ts';
import { Fields } from '../fields.ts';
import { BadRequest } from '../graph-fault.ts';

export interface WrittenUser {
  readonly accountEnabled?: boolean;
  readonly displayName?: string;
  readonly userPrincipalName?: string;
  readonly password?: string;
  readonly forceChangePassword?: boolean;
  readonly profile: Readonly<Partial<Record<ProfileProperty, string | null>>>;
}

const maximumText = 256;

/** Throws a `BadRequest` that names the property it is about. */
export function readUser(body: unknown): WrittenUser {
  const fields = new Fields(body);
  fields.refuseEmpty();
  fields.refuseNull('accountEnabled', 'displayName', 'userPrincipalName', 'passwordProfile');
  const accountEnabled = fields.flag('accountEnabled');
  const displayName = fields.text('displayName', maximumText);
  const userPrincipalName = fields.text('userPrincipalName', maximumText);
  const passwordProfile = fields.object('passwordProfile');
  const profile = readProfile(fields);
  fields.refuseUnknown();
  if (displayName === '') throw invalid('displayName');
  if (userPrincipalName !== undefined && !/^[^\s@<>]+@[^\s@<>]+$/.test(userPrincipalName))
    throw invalid('userPrincipalName');
  if (typeof profile.mailNickname === 'string' && !/^[^\s@<>()[\]\\;:,"]{1,64}$/.test(profile.mailNickname))
    throw invalid('mailNickname');
  return {
    ...(accountEnabled !== undefined && { accountEnabled }),
    ...(displayName !== undefined && { displayName }),
    ...(userPrincipalName !== undefined && { userPrincipalName }),
    ...(passwordProfile && readPasswordProfile(passwordProfile)),
    profile,
  };
}

/** As `readUser`, and all is there that a new user needs. */
export function readNewUser(body: unknown): Required<WrittenUser> {
  const written = readUser(body);
  const { accountEnabled, displayName, userPrincipalName, password, profile, forceChangePassword = false } = written;
  if (accountEnabled === undefined) throw missing('accountEnabled');
  if (displayName === undefined) throw missing('displayName');
  if (typeof profile.mailNickname !== 'string') throw missing('mailNickname');
  if (userPrincipalName === undefined) throw missing('userPrincipalName');
  if (password === undefined) throw missing('passwordProfile');
  return { accountEnabled, displayName, userPrincipalName, password, profile, forceChangePassword };
}

function readProfile(fields: Fields): WrittenUser['profile'] {
  const read = profileProperties.map((name) => [name, fields.textOrNull(name, maximumText)] as const);
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

function readPasswordProfile(fields: Fields): Pick<WrittenUser, 'password' | 'forceChangePassword'> {
  fields.refuseEmpty();
  fields.refuseNull('password', 'forceChangePasswordNextSignIn');
  const password = fields.text('password');
  const forceChangePassword = fields.flag('forceChangePasswordNextSignIn');
  fields.refuseUnknown();
  return {
    ...(password !== undefined && { password }),
    ...(forceChangePassword !== undefined && { forceChangePassword }),
  };
}

function invalid(name: string): BadRequest {
  return new BadRequest(`Invalid value specified for property '${name}' of resource 'User'.`);
}

function missing(name: string): BadRequest {
  return new BadRequest(`A value is required for property '${name}' of resource 'User'.`);
}
