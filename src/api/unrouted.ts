/** A request that no route takes. Pure. */

export interface Unrouted {
  readonly status: number;
  /** What is wrong, in words that stand anywhere in a sentence. */
  readonly detail: string;
  /** Methods that the address takes, where it was asked with another one. */
  readonly allowed?: readonly string[];
}

export const nothingThere: Unrouted = { status: 404, detail: 'there is nothing at this address' };

/** RFC 9110 §15.5.6. */
export function wrongMethod(allowed: readonly string[]): Unrouted {
  return { status: 405, detail: `this address takes ${allowed.join(', ')} only`, allowed };
}

/** RFC 9110 §9.1: of a method that no address takes. */
export function unknownMethod(method: string): Unrouted {
  return { status: 501, detail: `the method ${method.slice(0, 40)} is not known here` };
}

const odataCodes: Readonly<Record<number, string>> = {
  404: 'NotFound',
  405: 'MethodNotAllowed',
  501: 'NotImplemented',
};

/** The code of an OData error, as Graph and the Exchange admin API have it. */
export function odataCodeOf({ status }: Unrouted): string {
  return odataCodes[status] ?? 'BadRequest';
}
