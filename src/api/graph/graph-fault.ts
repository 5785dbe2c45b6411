/** What a handler throws when a request comes to nothing: status, Graph's code, and what to do instead. Pure. */
import { sentence } from '../../lib/sentence.ts';
import { serviceFailedText } from '../service-failed.ts';

export class GraphFault extends Error {
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  constructor(status: number, code: string, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** A request that cannot be carried out as it stands; the message says what to write instead. */
export class BadRequest extends GraphFault {
  constructor(message: string, code = 'Request_BadRequest') {
    super(400, code, message);
  }
}

/** A fault of ours, which is not the caller's to read. */
export function serviceFailed(): GraphFault {
  return new GraphFault(500, 'InternalServerError', sentence(serviceFailedText));
}

/** What nobody knows by this name, in the words of Graph. */
export function notFound(name: string): GraphFault {
  const about = `Resource '${name.slice(0, 200)}' does not exist or one of its queried reference-property objects are not present.`;
  return new GraphFault(404, 'Request_ResourceNotFound', about);
}
