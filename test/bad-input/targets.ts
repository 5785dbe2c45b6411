/** Every request that the HTTP doors take, with what is known of its parts: from the descriptions that the service itself is made of. */
import { cmdlets } from '../../src/api/exchange/cmdlets.ts';
import { routes } from '../../src/api/graph/routes.ts';
import { fromSchema, type Schema } from './from-schema.ts';
import type { Draw } from './hostile-values.ts';

export interface BadRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Draws one request of a kind. */
export type Target = (draw: Draw) => BadRequest;

export interface Tokens {
  readonly local: string;
  readonly graph: string;
  readonly exchange: string;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly schema?: Schema }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

export interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

const methods: ReadonlySet<string> = new Set(['get', 'post', 'put', 'patch', 'delete']);
const asJson = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });

/** JSON of a value; now and then something that is none. */
function jsonOf(draw: Draw, value: unknown): string {
  const text = JSON.stringify(value) ?? 'null';
  return draw.chance(0.1) ? draw.oneOf(['{', '', text.slice(0, -1), `${text}${text}`, '[1,]', '\ufeff{}']) : text;
}

function filled(template: string, draw: Draw): string {
  return template.replaceAll(/\{\w[\w.-]*\}/g, () => encodeURIComponent(wellFormed(draw.text()).slice(0, 2000)) || '-');
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

/** A lone surrogate has no octets. */
function wellFormed(text: string): string {
  return text.toWellFormed();
}

/** The own API, from its OpenAPI description. */
export function adminTargets({ paths, components }: OpenApi, { local }: Tokens): Target[] {
  const resolve = (ref: string): Schema => components.schemas[ref.slice(ref.lastIndexOf('/') + 1)] ?? {};
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations)
      .filter(([method]) => methods.has(method))
      .map(([method, operation]): Target => {
        const query = (operation.parameters ?? []).filter((each) => each.in === 'query');
        const schema = Object.values(operation.requestBody?.content ?? {})[0]?.schema;
        return (draw) => {
          const asked = query.filter(() => draw.chance(0.4));
          const text = new URLSearchParams(
            asked.map(({ name, schema: of = {} }): [string, string] => [
              name,
              wellFormed(asText(fromSchema(of, draw, resolve))),
            ]),
          );
          // What would go on for an hour ends at once.
          if (query.some(({ name }) => name === 'seconds')) text.set('seconds', '0');
          const address = `/admin/v1${filled(path, draw)}`;
          return {
            method: method.toUpperCase(),
            path: text.size === 0 ? address : `${address}?${text.toString().slice(0, 8000)}`,
            headers: asJson(local),
            ...(schema !== undefined && { body: jsonOf(draw, fromSchema(schema, draw, resolve)) }),
          };
        };
      }),
  );
}

const graphNames = [
  'displayName',
  'accountEnabled',
  'userPrincipalName',
  'mailNickname',
  'passwordProfile',
  'password',
  'isEnabled',
  'perUserMfaState',
  'state',
  'conditions',
  'users',
  'includeUsers',
  'excludeUsers',
  'clientAppTypes',
  'grantControls',
  'builtInControls',
  'operator',
  'locations',
  'ipRanges',
  'cidrAddress',
  'isTrusted',
  '@odata.type',
  'message',
  'subject',
  'body',
  'contentType',
  'content',
  'toRecipients',
  'emailAddress',
  'address',
  'saveToSentItems',
  'attachments',
  'contentBytes',
  'name',
  'AttachmentItem',
  'attachmentType',
  'size',
  'appId',
  'requiredResourceAccess',
  'resourceAppId',
  'resourceAccess',
  'id',
  'type',
  'passwordCredential',
  'endDateTime',
  'keyId',
  'principalId',
  'resourceId',
  'appRoleId',
  'roleDefinitionId',
  'directoryScopeId',
  'scope',
  'consentType',
  'clientId',
  'requests',
  'method',
  'url',
  'dependsOn',
  'addLicenses',
  'removeLicenses',
  'skuId',
  'web',
  'redirectUris',
] as const;

const graphQueries = [
  '$top=5',
  '$top=-1',
  '$top=x',
  '$select=id',
  '$select=colour',
  '$filter=displayName eq',
  "$filter=startswith(displayName,'a')",
  '$filter=((((',
  "$filter=id eq '1' or not (id ne 'x')",
  '$filter=a/any(x:x eq 1)',
  '$orderby=displayName desc',
  '$orderby=',
  '$count=true',
  '$skiptoken=AAAA',
  '$skiptoken=%00',
  '$expand=*',
  '$search="x"',
  '$top=1&$top=2',
  '%24filter=createdDateTime ge 2026-01-01T00:00:00Z',
  "$filter=status/errorCode eq 'x'",
] as const;

function graphBody(draw: Draw, depth: number): unknown {
  if (depth === 0 || draw.chance(0.3)) return draw.value();
  const names = Array.from({ length: draw.number(6) }, () => draw.oneOf(graphNames));
  const value = Object.fromEntries(names.map((name) => [name, graphBody(draw, depth - 1)]));
  return draw.chance(0.2) ? [value] : value;
}

export function graphTargets({ graph }: Tokens): Target[] {
  const batch: Target = (draw) => ({
    method: 'POST',
    path: '/v1.0/$batch',
    headers: asJson(graph),
    body: jsonOf(draw, {
      requests: Array.from({ length: draw.number(22) }, (_, index) => {
        const { method, path } = draw.oneOf(routes);
        return {
          id: draw.chance(0.95) ? String(index) : draw.value(),
          method,
          url: draw.chance(0.1) ? draw.text() : path.replaceAll(/\{\w[\w.-]*\}/g, () => draw.text()),
          ...(method !== 'GET' && { headers: { 'Content-Type': 'application/json' }, body: graphBody(draw, 4) }),
        };
      }),
    }),
  });
  const alone = routes.flatMap(({ method, path, versions }) =>
    versions.map(
      (version): Target =>
        (draw) => {
          const address = `/${version}${filled(path, draw)}`;
          const query = draw.chance(0.4)
            ? `?${draw.oneOf(graphQueries).replaceAll(' ', '%20').replaceAll('"', '%22')}`
            : '';
          const headers = draw.chance(0.1)
            ? { ...asJson(graph), 'content-type': draw.oneOf(['text/plain', 'a/b', '*']) }
            : asJson(graph);
          const body = method === 'GET' || method === 'DELETE' ? {} : { body: jsonOf(draw, graphBody(draw, 5)) };
          return { method, path: `${address}${query}`, headers, ...body };
        },
    ),
  );
  return [...alone, batch];
}

export function exchangeTargets({ exchange }: Tokens, domain: string): Target[] {
  const address = `/adminapi/beta/${domain}`;
  const call = (draw: Draw, name: string, parameters: readonly string[]): unknown => {
    const given = parameters.filter(() => draw.chance(0.6)).map((each) => [each, draw.value()] as const);
    return { CmdletInput: { CmdletName: name, Parameters: Object.fromEntries(given) } };
  };
  const ofCmdlet = cmdlets.map(
    ({ name, parameters }): Target =>
      (draw) => ({
        method: 'POST',
        path: `${address}/InvokeCommand${draw.chance(0.1) ? '?$select=Name,,' : ''}`,
        headers: {
          ...asJson(exchange),
          ...(draw.chance(0.2) && { prefer: `odata.maxpagesize=${draw.oneOf(['0', '-1', 'x', '5'])}` }),
        },
        body: jsonOf(
          draw,
          draw.chance(0.9) ? call(draw, name, Object.keys(parameters)) : { CmdletInput: draw.value() },
        ),
      }),
  );
  const batch: Target = (draw) => ({
    method: 'POST',
    path: `${address}/$batch`,
    headers: asJson(exchange),
    body: jsonOf(draw, {
      requests: draw.chance(0.8)
        ? Array.from({ length: draw.number(12) }, (_, index) => ({
            id: draw.chance(0.95) ? String(index) : draw.value(),
            method: draw.oneOf(['POST', 'GET', 1]),
            url: draw.chance(0.2) ? draw.text() : `/adminapi/beta/${draw.text()}/InvokeCommand`,
            body: call(draw, 'Get-Mailbox', ['Identity']),
          }))
        : draw.value(),
    }),
  });
  return [...ofCmdlet, batch];
}

const formNames = [
  'grant_type',
  'client_id',
  'client_secret',
  'scope',
  'code',
  'code_verifier',
  'redirect_uri',
  'refresh_token',
  'device_code',
  'client_assertion',
  'client_assertion_type',
  'username',
  'password',
  'resource',
  'response_type',
  'response_mode',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'prompt',
  'login_hint',
  'max_age',
  'post_logout_redirect_uri',
  'id_token_hint',
] as const;

const formValues = [
  'client_credentials',
  'authorization_code',
  'refresh_token',
  'urn:ietf:params:oauth:grant-type:device_code',
  'password',
  'https://graph.microsoft.com/.default',
  'openid profile offline_access',
  'api://postern/.default',
  'code',
  'S256',
  'none',
  'form_post',
  'http://127.0.0.1/callback',
  'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  'eyJhbGciOiJub25lIn0.e30.',
] as const;

export function authorityTargets(domain: string): Target[] {
  const form = (draw: Draw): string => {
    const names = Array.from({ length: draw.number(9) }, () => draw.oneOf(formNames));
    const pairs = names.map((name) => [
      name,
      draw.chance(0.6) ? draw.oneOf(formValues) : wellFormed(draw.text()).slice(0, 3000),
    ]);
    return new URLSearchParams(pairs as [string, string][]).toString();
  };
  const tenant = (draw: Draw): string =>
    draw.chance(0.8)
      ? draw.oneOf([domain, 'organizations', 'common'])
      : encodeURIComponent(wellFormed(draw.text()).slice(0, 300)) || '-';
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const posts = ['oauth2/v2.0/token', 'oauth2/v2.0/devicecode', 'oauth2/v2.0/authorize', 'oauth2/v2.0/logout'];
  const gets = [
    'v2.0/.well-known/openid-configuration',
    'discovery/v2.0/keys',
    'oauth2/v2.0/authorize',
    'oauth2/v2.0/logout',
    'v2.0/adminconsent',
    'adminconsent',
    'oauth2/v2.0/deviceauth',
  ];
  return [
    ...posts.map(
      (path): Target =>
        (draw) => ({ method: 'POST', path: `/${tenant(draw)}/${path}`, headers, body: form(draw) }),
    ),
    ...gets.map(
      (path): Target =>
        (draw) => ({ method: 'GET', path: `/${tenant(draw)}/${path}?${form(draw)}`, headers: {} }),
    ),
    ...['/sign-in/', '/setup/', '/device/', '/my/'].flatMap((page): Target[] => [
      (draw) => ({
        method: 'GET',
        path: `${page}${encodeURIComponent(wellFormed(draw.text()).slice(0, 300))}`,
        headers: {},
      }),
      (draw) => ({
        method: 'POST',
        path: `${page}${encodeURIComponent(wellFormed(draw.text()).slice(0, 300))}`,
        headers,
        body: form(draw),
      }),
    ]),
  ];
}

/** Requests that fit no door at all. */
export const strayTarget: Target = (draw) => ({
  method: draw.oneOf(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']),
  path: `/${encodeURIComponent(wellFormed(draw.text()).slice(0, 1000))}`,
  headers: { authorization: draw.oneOf(['Bearer x', 'Basic Og==', 'Bearer eyJhbGciOiJub25lIn0.e30.']) },
});
