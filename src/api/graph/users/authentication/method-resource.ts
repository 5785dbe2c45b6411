/** The ways in which a user signs in, as Graph shows them. Pure. */
import type { AuthenticationMethod } from '../../../../directory/authentication-method.ts';
import type { Resource } from '../../odata/select.ts';

/** The segments under which Graph keeps methods by their kind. */
export type MethodSegment = 'passwordMethods' | 'fido2Methods' | 'softwareOathMethods' | 'phoneMethods';

export interface ShownMethod {
  readonly segment: MethodSegment;
  readonly resource: Resource & { readonly id: string };
}

/** The id that a password has for every user. */
const passwordId = '28c10230-6103-485e-b985-444c60001490';

export const methodTypes: Readonly<
  Record<MethodSegment, { readonly type: string; readonly names: readonly string[] }>
> = {
  passwordMethods: { type: 'passwordAuthenticationMethod', names: ['id', 'password', 'createdDateTime'] },
  fido2Methods: {
    type: 'fido2AuthenticationMethod',
    names: ['id', 'displayName', 'createdDateTime', 'aaGuid', 'model', 'attestationCertificates', 'attestationLevel'],
  },
  softwareOathMethods: { type: 'softwareOathAuthenticationMethod', names: ['id', 'secretKey'] },
  phoneMethods: { type: 'phoneAuthenticationMethod', names: ['id', 'phoneNumber', 'phoneType', 'smsSignInState'] },
};

export const shownPassword: ShownMethod = {
  segment: 'passwordMethods',
  // When it was set is not known, and the password is never shown.
  resource: { id: passwordId, password: null, createdDateTime: null },
};

/** Null: Graph has no such method, and shows none. */
export function shownMethod({ id, kind, name, createdAt }: AuthenticationMethod): ShownMethod | null {
  switch (kind) {
    case 'passkey':
      return {
        segment: 'fido2Methods',
        resource: {
          id,
          displayName: name,
          createdDateTime: new Date(createdAt).toISOString(),
          aaGuid: null,
          model: null,
          attestationCertificates: [],
          attestationLevel: 'notAttested',
        },
      };
    case 'totp':
      return { segment: 'softwareOathMethods', resource: { id, secretKey: null } };
    case 'phone':
      return {
        segment: 'phoneMethods',
        resource: { id, phoneNumber: name, phoneType: 'mobile', smsSignInState: 'notSupported' },
      };
    case 'recovery-codes':
      return null;
  }
}
