/** Finds the route of an address in the table. Pure. */
import type { Segment } from './graph-address.ts';
import type { GraphMethod, GraphRoute, GraphVersion } from './graph-call.ts';

export type RouteMatch =
  | { readonly kind: 'found'; readonly route: GraphRoute; readonly parameters: Readonly<Record<string, string>> }
  /** Nothing is known by this segment at its place. */
  | { readonly kind: 'unknown-segment'; readonly segment: string }
  | { readonly kind: 'method-not-allowed'; readonly allowed: readonly GraphMethod[] };

export type MatchRoute = (version: GraphVersion, method: string, segments: readonly Segment[]) => RouteMatch;

interface Node {
  /** By name in lower case: Graph takes names of resources in any case. */
  readonly fixed: Map<string, Node>;
  parameter: Node | null;
  readonly routes: Map<string, GraphRoute>;
}

const newNode = (): Node => ({ fixed: new Map(), parameter: null, routes: new Map() });

/** Throws where two lines of the table are about the same thing. */
export function createMatchRoute(table: readonly GraphRoute[]): MatchRoute {
  const roots = new Map<GraphVersion, Node>();
  for (const route of table) {
    for (const version of route.versions) {
      const root = roots.get(version) ?? newNode();
      roots.set(version, root);
      plant(root, route);
    }
  }
  return (version, method, segments) => {
    let node = roots.get(version) ?? newNode();
    const values: string[] = [];
    for (const segment of segments) {
      const next = step(node, segment);
      if (next === null) return { kind: 'unknown-segment', segment: segment.text };
      if (next === node.parameter) values.push(segment.text);
      node = next;
    }
    const route = node.routes.get(method);
    if (route !== undefined) return { kind: 'found', route, parameters: named(route, values) };
    const allowed = [...node.routes.keys()] as GraphMethod[];
    if (allowed.length === 0) return { kind: 'unknown-segment', segment: segments.at(-1)?.text ?? '' };
    return { kind: 'method-not-allowed', allowed };
  };
}

function plant(root: Node, route: GraphRoute): void {
  let node = root;
  for (const part of partsOf(route.path)) {
    const name = parameterName(part) === null ? part.toLowerCase() : null;
    const next: Node = (name === null ? node.parameter : node.fixed.get(name)) ?? newNode();
    if (name === null) node.parameter = next;
    else node.fixed.set(name, next);
    node = next;
  }
  if (node.routes.has(route.method)) throw new Error(`${route.method} ${route.path} stands in the table twice`);
  node.routes.set(route.method, route);
}

function step({ fixed, parameter }: Node, { text, key }: Segment): Node | null {
  // An action may carry its namespace: /users/{id}/microsoft.graph.assignLicense.
  const name = text.toLowerCase().replace(/^microsoft\.graph\./, '');
  return (key ? null : fixed.get(name)) ?? parameter;
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}

function parameterName(part: string): string | null {
  return /^\{(\w+)\}$/.exec(part)?.[1] ?? null;
}

function named({ path }: GraphRoute, values: readonly string[]): Record<string, string> {
  const names = partsOf(path).flatMap((part) => parameterName(part) ?? []);
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
}
