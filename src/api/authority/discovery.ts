/** The discovery document (OpenID Connect Discovery 1.0 §3), under Entra's addresses. Pure. */
import { tokenAlgorithm } from '../../sign-in/tokens/token-keys.ts';
import { type DirectoryName, isAnyTenant } from './tenant-names.ts';

/** `issuerOf`: the issuer of a tenant's tokens. At `organizations` it has a place for the tenant in it, as Entra's has. */
export function discoveryOf(directoryName: DirectoryName, baseUrl: string, issuerOf: (name: string) => string) {
  const root = `${baseUrl}/${directoryName}`;
  const methods = ['client_secret_post', 'client_secret_basic', 'private_key_jwt'];
  return {
    issuer: issuerOf(isAnyTenant(directoryName) ? '{tenantid}' : directoryName),
    authorization_endpoint: `${root}/oauth2/v2.0/authorize`,
    token_endpoint: `${root}/oauth2/v2.0/token`,
    device_authorization_endpoint: `${root}/oauth2/v2.0/devicecode`,
    end_session_endpoint: `${root}/oauth2/v2.0/logout`,
    jwks_uri: `${root}/discovery/v2.0/keys`,
    userinfo_endpoint: `${baseUrl}/oidc/userinfo`,
    token_endpoint_auth_methods_supported: methods,
    token_endpoint_auth_signing_alg_values_supported: ['RS256', 'PS256'],
    response_types_supported: ['code'],
    response_modes_supported: ['query', 'fragment', 'form_post'],
    grant_types_supported: [
      'authorization_code',
      'refresh_token',
      'client_credentials',
      'urn:ietf:params:oauth:grant-type:device_code',
    ],
    code_challenge_methods_supported: ['S256'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: [tokenAlgorithm],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: [
      'sub',
      'iss',
      'aud',
      'exp',
      'iat',
      'auth_time',
      'nonce',
      'oid',
      'tid',
      'ver',
      'name',
      'preferred_username',
      'upn',
      'email',
    ],
    prompt_values_supported: ['login', 'none', 'consent', 'select_account'],
    request_uri_parameter_supported: false,
    authorization_response_iss_parameter_supported: true,
  };
}
