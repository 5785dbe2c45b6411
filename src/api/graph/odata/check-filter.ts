/** Holds a `$filter` to the properties that a resource can be filtered by. Pure. */
import { BadRequest } from '../graph-fault.ts';
import { type Expression, type Path, writtenPath } from './filter.ts';

/**
 * Throws a `BadRequest` that names the property. `filterable`: paths such as `status/errorCode`, any case; a collection is
 * named alone, and its elements' properties after it.
 */
export function checkFilter(expression: Expression, resource: string, filterable: readonly string[]): void {
  const known = new Set(filterable.map((path) => path.toLowerCase()));
  check(expression, new Map());

  /** `variables`: what each stands for. */
  function check(node: Expression, variables: ReadonlyMap<string, string>): void {
    switch (node.kind) {
      case 'and':
      case 'or':
        check(node.left, variables);
        check(node.right, variables);
        break;
      case 'not':
        check(node.operand, variables);
        break;
      case 'any':
      case 'all': {
        const collection = whole(node.path, variables);
        if (node.condition !== null) check(node.condition, new Map([...variables, [node.variable, collection]]));
        else expect(collection);
        break;
      }
      case 'compare':
      case 'in':
      case 'text':
        expect(whole(node.path, variables));
    }
  }
  function expect(path: string): void {
    if (!known.has(path.toLowerCase())) throw unsupportedFilter(path, resource);
  }
}

function whole(path: Path, variables: ReadonlyMap<string, string>): string {
  const { variable, segments } = path;
  return variable === null ? writtenPath(path) : [variables.get(variable) ?? variable, ...segments].join('/');
}

export function unsupportedFilter(path: string, resource: string): BadRequest {
  return new BadRequest(
    `Unsupported or invalid query filter clause specified for property '${path.slice(0, 200)}' of resource '${resource}'.`,
    'Request_UnsupportedQuery',
  );
}
