/** The way from a command to the running service. */
import { userInfo } from 'node:os';
import { AppError } from '../lib/app-error.ts';
import { readLocalDoor } from '../lib/local-door.ts';
import { CliError, type ExitCode, exitCodes } from './output.ts';

export interface Door {
  /** Asks, and answers the body; anything else is a `CliError`. */
  call<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, body?: unknown): Promise<T>;
  raw(path: string, method?: 'GET' | 'POST'): Promise<AsyncIterable<Uint8Array>>;
}

function operator(): string {
  try {
    return (
      userInfo()
        .username.replaceAll(/[^\w.@ -]/g, '_')
        .slice(0, 64) || 'administrator'
    );
  } catch {
    return 'administrator';
  }
}

function notRunning(dataDirectory: string): CliError {
  const advice = 'start it with "postern sandbox" or "postern serve", or name its data directory with --data DIR';
  return new CliError(exitCodes.unreachable, `no service is running on ${dataDirectory}; ${advice}`);
}

/** The service said no. */
export class ServiceRefusal extends CliError {
  /** Of HTTP. */
  readonly status: number;
  constructor(status: number, detail: string) {
    super(exitCodeOf(status), detail);
    this.status = status;
  }
}

async function refusal(response: Response): Promise<CliError> {
  const problem = (await response.json().catch(() => null)) as { detail?: unknown } | null;
  const detail = typeof problem?.detail === 'string' ? problem.detail : `the service answered ${response.status}`;
  return new ServiceRefusal(response.status, detail);
}

const exitCodeOfStatus: Readonly<Record<number, ExitCode>> = {
  400: exitCodes.usage,
  401: exitCodes.notPermitted,
  403: exitCodes.notPermitted,
  404: exitCodes.notFound,
  503: exitCodes.unreachable,
};

function exitCodeOf(status: number): ExitCode {
  return exitCodeOfStatus[status] ?? (status >= 500 ? exitCodes.internal : exitCodes.refused);
}

/** The door of the service on `dataDirectory`; it is looked for at the first call. */
export function openDoor(dataDirectory: string): Door {
  return doorOver(async (path, { headers, ...request }) => {
    const door = await readLocalDoor(dataDirectory).catch((error: unknown) => {
      throw error instanceof AppError ? notRunning(dataDirectory) : error;
    });
    const authorized = { ...headers, authorization: `Bearer ${door.token}`, 'postern-operator': operator() };
    const response = await fetch(`${door.url}/admin/v1${path}`, { ...request, headers: authorized }).catch(() => null);
    if (response === null) throw notRunning(dataDirectory);
    return response;
  });
}

export interface DoorRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A door over the way that `send` goes; whatever is not what was asked for becomes a `CliError`. */
export function doorOver(send: (path: string, request: DoorRequest) => Promise<Response>): Door {
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const json = { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await send(path, { method, ...(body === undefined ? { headers: {} } : json) });
    if (!response.ok) throw await refusal(response);
    return response;
  };
  return {
    async call<T>(method: string, path: string, body?: unknown): Promise<T> {
      const response = await ask(method, path, body);
      return (response.status === 204 ? {} : await response.json()) as T;
    },
    async raw(path, method = 'GET') {
      const { body } = await ask(method, path);
      return body ?? new Blob([]).stream();
    },
  };
}

/** A path of the door, each part escaped. */
export function at(strings: TemplateStringsArray, ...parts: readonly string[]): string {
  return strings.map((fixed, i) => fixed + encodeURIComponent(parts[i] ?? '')).join('');
}

/** `?a=b` of what was given. */
export function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}
