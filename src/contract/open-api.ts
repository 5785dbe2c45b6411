/** Makes an OpenAPI 3.1 description of routes from their contracts. */
import type { TObject } from 'typebox';
import { problem } from './problem.ts';
import type { RouteContract } from './route-contract.ts';

type Json = { readonly [name: string]: unknown };

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly servers: readonly { readonly url: string }[];
  readonly security: readonly Json[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Json;
  readonly components: { readonly schemas: Json; readonly responses: Json; readonly securitySchemes: Json };
}

export interface DescribedRoute {
  readonly contract: RouteContract;
  /** Whom it is open to. */
  readonly description: string;
}

export interface ApiFacts {
  readonly info: OpenApiDocument['info'];
  /** Where the paths begin. */
  readonly url: string;
  /** Each of them opens every route. */
  readonly securitySchemes: Json;
}

export function openApiOf(routes: readonly DescribedRoute[], facts: ApiFacts): OpenApiDocument {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  const hoist = (schema: unknown) => hoisted(schema, schemas);
  for (const route of routes) {
    const { path, method } = route.contract;
    const operations = (paths[path] ??= {});
    operations[method.toLowerCase()] = operationOf(route, hoist);
  }
  const content = { 'application/problem+json': { schema: hoist(problem) } };
  return {
    openapi: '3.1.0',
    info: facts.info,
    servers: [{ url: facts.url }],
    security: Object.keys(facts.securitySchemes).map((name) => ({ [name]: [] })),
    tags: [...new Set(routes.map(({ contract }) => tagOf(contract)))].map((name) => ({ name })),
    paths,
    components: {
      schemas,
      responses: { Problem: { description: 'Why not, and what to do (RFC 9457)', content } },
      securitySchemes: facts.securitySchemes,
    },
  };
}

function tagOf({ path }: RouteContract): string {
  return path.split('/')[1] ?? '';
}

function operationOf({ contract, description }: DescribedRoute, hoist: (schema: unknown) => unknown): Json {
  const { operationId, summary, params, query, body } = contract;
  const parameters = [...parametersOf(params, 'path', hoist), ...parametersOf(query, 'query', hoist)];
  const requestBody = { required: true, content: { 'application/json': { schema: hoist(body) } } };
  const problem = { $ref: '#/components/responses/Problem' };
  return {
    operationId,
    summary,
    description,
    tags: [tagOf(contract)],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...(body === null ? {} : { requestBody }),
    responses: { [contract.status]: answerOf(contract, hoist), '4XX': problem, '5XX': problem },
  };
}

function answerOf({ answer, octets }: RouteContract, hoist: (schema: unknown) => unknown): Json {
  if (octets !== null) return { description: 'The octets', content: { [octets]: {} } };
  if (answer === null) return { description: 'Done' };
  return { description: 'The answer', content: { 'application/json': { schema: hoist(answer) } } };
}

function parametersOf(object: TObject, place: 'path' | 'query', hoist: (schema: unknown) => unknown): Json[] {
  // Where everything may be left out, it is not there at all.
  const required = new Set<string>((object as { required?: readonly string[] }).required);
  return Object.entries(object.properties).map(([name, schema]) => {
    const { description } = schema as { description?: string };
    // What has a default may be left out.
    const needed = place === 'path' || (required.has(name) && !('default' in schema));
    return { name, in: place, required: needed, ...(description && { description }), schema: hoist(schema) };
  });
}

/** A copy in which each object with a title is a reference to the component of that name. */
function hoisted(schema: unknown, components: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((each) => hoisted(each, components));
  if (typeof schema !== 'object' || schema === null) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, hoisted(value, components)]));
  const { title } = schema as { title?: unknown };
  if (typeof title !== 'string') return copy;
  const known = components[title];
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(copy))
    throw new Error(`two schemas are called ${title}`);
  components[title] = copy;
  return { $ref: `#/components/schemas/${title}` };
}
