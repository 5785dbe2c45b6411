/** What a request says of a user that is to be made or changed. Pure. */
import { type ProfileProperty, profileProperties } from '../../../directory/user-profile.ts';
import { BadRequest } from '../graph-fault.ts';
import { type Kind, readBody } from '../read-body.ts';

export interface WrittenUser {
  readonly accountEnabled?: boolean;
  readonly displayName?: string;
  readonly userPrincipalName?: string;
  readonly password?: string;
  readonly forceChangePassword?: boolean;
  readonly profile: Readonly<Partial<Record<ProfileProperty, string | null>>>;
}

const maximumText = 256;

const kinds: Readonly<Record<string, Kind>> = {
  accountEnabled: 'boolean',
  displayName: 'string',
  userPrincipalName: 'string',
  passwordProfile: 'object',
  ...Object.fromEntries(profileProperties.map((name) => [name, 'string-or-null'])),
};

/** Throws a `BadRequest` that names the property it is about. */
export function readUser(body: unknown): WrittenUser {
  const { accountEnabled, displayName, userPrincipalName, passwordProfile, ...profile } = readBody(body, kinds);
  for (const [name, value] of Object.entries({ displayName, userPrincipalName, ...profile }))
    if (typeof value === 'string' && value.length > maximumText)
      throw new BadRequest(`Property '${name}' has at most ${maximumText} characters.`);
  if (displayName === '') throw invalid('displayName');
  if (typeof userPrincipalName === 'string' && !/^[^\s@<>]+@[^\s@<>]+$/.test(userPrincipalName))
    throw invalid('userPrincipalName');
  if (typeof profile['mailNickname'] === 'string' && !/^[^\s@<>()[\]\\;:,"]{1,64}$/.test(profile['mailNickname']))
    throw invalid('mailNickname');
  return {
    ...(typeof accountEnabled === 'boolean' && { accountEnabled }),
    ...(typeof displayName === 'string' && { displayName }),
    ...(typeof userPrincipalName === 'string' && { userPrincipalName }),
    ...(passwordProfile !== undefined && readPasswordProfile(passwordProfile)),
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

function readPasswordProfile(written: unknown): Pick<WrittenUser, 'password' | 'forceChangePassword'> {
  const { password, forceChangePasswordNextSignIn: forceChangePassword } = readBody(written, {
    password: 'string',
    forceChangePasswordNextSignIn: 'boolean',
  });
  return {
    ...(typeof password === 'string' && { password }),
    ...(typeof forceChangePassword === 'boolean' && { forceChangePassword }),
  };
}

function invalid(name: string): BadRequest {
  return new BadRequest(`Invalid value specified for property '${name}' of resource 'User'.`);
}

function missing(name: string): BadRequest {
  return new BadRequest(`A value is required for property '${name}' of resource 'User'.`);
}
