/** The description of the admin API: valid OpenAPI 3.1 as far as it is used, and complete. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { houseWithApplication } from '../../../test/fixtures/house-with-application.ts';
import type { Administration } from '../../administration/administration.ts';
import type { OpenApiDocument } from '../../contract/open-api.ts';
import type { Services } from '../services.ts';
import { adminRoutes } from './admin-routes.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly tags: readonly string[];
  readonly parameters?: readonly { name: string; in: string; required: boolean; schema: object }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly description?: string }>>;
}

function operationsOf({ paths }: OpenApiDocument): (readonly [path: string, method: string, Operation])[] {
  return Object.entries(paths as Record<string, Record<string, Operation>>).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => [path, method, operation] as const),
  );
}

/** Every object of a document, with the way to it. */
function* objectsIn(value: unknown, way = '#'): Generator<readonly [string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [way, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* objectsIn(inner, `${way}/${key}`);
}

async function description(t: Parameters<typeof houseWithApplication>[0]): Promise<OpenApiDocument> {
  const { service } = await houseWithApplication(t, []);
  const response = await fetch(`${service.httpUrl}/admin/v1/openapi.json`);
  assert.equal(response.status, 200);
  return (await response.json()) as OpenApiDocument;
}

test('the description is OpenAPI 3.1: each reference leads somewhere, each parameter of a path is there, each operation has its own name', async (t) => {
  const document = await description(t);
  assert.equal(document.openapi, '3.1.0');
  assert.ok(document.info.title !== '' && document.info.version !== '');
  for (const [way, object] of objectsIn(document)) {
    if (typeof object['$ref'] !== 'string') continue;
    assert.deepEqual(Object.keys(object), ['$ref'], way);
    const target = object['$ref']
      .slice(2)
      .split('/')
      .reduce<unknown>((at, name) => (at as Record<string, unknown> | undefined)?.[name], document);
    assert.equal(typeof target, 'object', `${way}: ${object['$ref']}`);
  }
  for (const name of Object.keys(document.components.schemas)) assert.match(name, /^[A-Za-z0-9._-]+$/);
  const operations = operationsOf(document);
  const names = operations.map(([, , { operationId }]) => operationId);
  assert.equal(new Set(names).size, names.length);
  const tags = new Set(document.tags.map(({ name }) => name));
  for (const [path, method, operation] of operations) {
    assert.match(path, /^\//);
    assert.ok(['get', 'post', 'put', 'patch', 'delete'].includes(method), method);
    assert.ok(operation.tags.every((tag) => tags.has(tag)) && operation.summary !== '', path);
    const parameters = operation.parameters ?? [];
    const inPath = parameters.filter((each) => each.in === 'path');
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    assert.deepEqual(inPath.map(({ name }) => name).toSorted(), named.toSorted(), path);
    assert.ok(inPath.every(({ required }) => required));
    assert.equal(new Set(parameters.map((each) => `${each.in} ${each.name}`)).size, parameters.length);
    assert.ok(method !== 'get' || operation.requestBody === undefined, path);
    for (const [status, answer] of Object.entries(operation.responses)) {
      assert.match(status, /^([1-5]\d\d|[1-5]XX)$/);
      assert.ok(answer.$ref !== undefined || answer.description !== undefined, `${path} ${status}`);
    }
  }
});

test('every route is described, with whom it is open to, how one signs in, and the one shape of a fault', async (t) => {
  const document = await description(t);
  const routes = adminRoutes({ administration: {} as Administration } as Services);
  const described = operationsOf(document).map(([path, method]) => `${method.toUpperCase()} ${path}`);
  assert.deepEqual(
    described.toSorted(),
    routes.map(({ contract }) => `${contract.method} ${contract.path}`).toSorted(),
  );
  for (const [path, , operation] of operationsOf(document)) {
    assert.match(operation.description, /^To (?:(?:read|write) .+: .*\.|everybody)/, path);
    assert.equal(operation.responses['4XX']?.$ref, '#/components/responses/Problem');
  }
  const { responses, securitySchemes } = document.components as unknown as {
    responses: { Problem: { content: object } };
    securitySchemes: object;
  };
  assert.deepEqual(Object.keys(responses.Problem.content), ['application/problem+json']);
  assert.deepEqual(
    document.security.flatMap((each) => Object.keys(each)),
    Object.keys(securitySchemes),
  );
});
