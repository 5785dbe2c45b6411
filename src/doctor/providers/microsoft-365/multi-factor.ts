/** Per-user MFA, and the second factors that a user has registered (MICROSOFT 365 R9, §5.1). */
import type { AuthenticationMethodKind } from '../../../directory/authentication-method.ts';
import type { PerUserMfa } from '../../../directory/settings.ts';
import { failed } from './api-fault.ts';
import { Fields } from './fields.ts';
import type { GraphApi } from './graph-api.ts';
import { needs } from './needs.ts';
import { setting } from './setting-access.ts';

const states: readonly PerUserMfa[] = ['disabled', 'enabled', 'enforced'];
const property = 'perUserMfaState';

function pathOf(user: string): string {
  return `/beta/users/${encodeURIComponent(user)}/authentication/requirements`;
}

export const perUserMfa = setting({
  source: {
    name: 'GET /users/{id}/authentication/requirements',
    read: async ({ graph }, user) =>
      (await graph.get(pathOf(user), needs.policies)) ?? new Fields(null, '/users/{id}/authentication/requirements'),
  },
  property,
  rawIn: (found) => found.text(property),
  valueIn(found) {
    const state = found.text(property);
    const known = states.find((each) => each === state.toLowerCase());
    if (known === undefined) throw failed(`${property} is ${state}, which is not known here`);
    return known;
  },
  rawOf: (value) => String(value),
  write: ({ graph }, user, raw) => graph.patch(pathOf(user), { [property]: raw }, needs.changeMultiFactor),
});

/** By Graph's names of kinds. A password is the first factor, and an address of e-mail serves to reset it only. */
const kinds: Readonly<Record<string, AuthenticationMethodKind | null>> = {
  passwordauthenticationmethod: null,
  emailauthenticationmethod: null,
  fido2authenticationmethod: 'passkey',
  windowshelloforbusinessauthenticationmethod: 'passkey',
  platformcredentialauthenticationmethod: 'passkey',
  softwareoathauthenticationmethod: 'totp',
};

/** Methods that are asked for elsewhere (a telephone, an authenticator's message) are known of as a `phone`. */
export async function readMethods(graph: GraphApi, user: string): Promise<readonly AuthenticationMethodKind[]> {
  const path = `/v1.0/users/${encodeURIComponent(user)}/authentication/methods`;
  return (await graph.list(path, needs.methods)).flatMap((method) => {
    const type = (method.optionalText('@odata.type') ?? '').replace(/^#?microsoft\.graph\./i, '').toLowerCase();
    const kind = type in kinds ? kinds[type] : 'phone';
    return kind === null || kind === undefined ? [] : [kind];
  });
}
