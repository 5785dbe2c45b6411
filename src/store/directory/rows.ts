/** Rows of the directory's tables as nouns. */
import type { AuthenticationMethod, AuthenticationMethodKind } from '../../directory/authentication-method.ts';
import type { AppPassword, Tenant, User } from '../../directory/nouns.ts';
import type { StoredSetting } from '../../directory/settings.ts';
import type { UserProfile } from '../../directory/user-profile.ts';
import type { Row } from '../sqlite/database.ts';

export function text(value: Row[string] | undefined): string {
  return String(value ?? '');
}

/** A column that holds a JSON array of texts. */
export function texts<T extends string = string>(value: Row[string] | undefined): T[] {
  return JSON.parse(text(value)) as T[];
}

export function tenantOf(row: Row): Tenant {
  return {
    id: text(row['id']),
    domain: text(row['domain']),
    displayName: text(row['display_name']),
    createdAt: Number(row['created_at']),
  };
}

export function userOf(row: Row, aliases: readonly string[]): User {
  return {
    id: text(row['id']),
    tenantId: text(row['tenant_id']),
    userPrincipalName: text(row['user_principal_name']),
    displayName: text(row['display_name']),
    createdAt: Number(row['created_at']),
    profile: JSON.parse(text(row['profile'])) as UserProfile,
    aliases,
  };
}

export function appPasswordOf(row: Row): AppPassword {
  const lastUsedAt = row['last_used_at'];
  return {
    id: text(row['id']),
    userId: text(row['user_id']),
    name: text(row['name']),
    createdAt: Number(row['created_at']),
    lastUsedAt: lastUsedAt === null ? null : Number(lastUsedAt),
  };
}

export function authenticationMethodOf(row: Row): AuthenticationMethod {
  return {
    id: text(row['id']),
    userId: text(row['user_id']),
    kind: text(row['kind']) as AuthenticationMethodKind,
    name: text(row['name']),
    createdAt: Number(row['created_at']),
  };
}

export function storedSettingOf(row: Row): StoredSetting {
  return {
    name: text(row['name']),
    value: text(row['value']),
    setBy: text(row['set_by']),
    setAt: Number(row['set_at']),
  };
}
