/** Whatever is sent to a route, the answer is no 5xx and shows nothing of our inside; a run of bounded time, whose seed is printed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readLocalDoor } from '../../src/lib/local-door.ts';
import { startSandbox } from '../end-to-end/start-sandbox.ts';
import { drawOf, randomOf } from './hostile-values.ts';
import {
  adminTargets,
  authorityTargets,
  type BadRequest,
  exchangeTargets,
  graphTargets,
  type OpenApi,
  strayTarget,
  type Target,
} from './targets.ts';

const seconds = 40;
const atOnce = 8;
/** An answer may go on for ever (a stream of events): so much of it is looked at, for so long. */
const lookedAtBytes = 64 * 1024;
const patienceMs = 10_000;

const domain = 'contoso.example';
const inside = /\n\s+at .+:\d+:\d+|node:internal|node_modules|\/src\/[\w-]+\/|SQLITE|sqlite|ERR_[A-Z_]{3}/;

/** Seeds of two turns lie far apart. */
const seedStep = 0x9e3779b1;

/** Whether an answer holds one of a batch that is a fault of ours. */
function failedWithin(text: string): boolean {
  if (!text.includes('"responses"')) return false;
  try {
    const { responses } = JSON.parse(text) as { responses?: unknown };
    return (
      Array.isArray(responses) && responses.some((each: { status?: unknown } | null) => Number(each?.status) >= 500)
    );
  } catch {
    return false;
  }
}

async function send(
  httpUrl: string,
  { method, path, headers, body }: BadRequest,
): Promise<{ status: number; text: string }> {
  const response = await fetch(`${httpUrl}${path}`, {
    method,
    headers,
    redirect: 'manual',
    signal: AbortSignal.timeout(patienceMs),
    ...(body !== undefined && { body }),
  });
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > lookedAtBytes) break;
  }
  return { status: response.status, text: Buffer.concat(chunks).toString() };
}

test('bad input to any route is refused in words', { timeout: 170_000 }, async (t) => {
  const { httpUrl, applications, dataDirectory } = await startSandbox(t);
  const { token: local } = await readLocalDoor(dataDirectory);
  const application = applications.find((each) => each.domain === domain);
  const tokenFor = async (resource: string): Promise<string> => {
    const form = {
      grant_type: 'client_credentials',
      client_id: application?.clientId ?? '',
      client_secret: application?.secret ?? '',
      scope: `${resource}/.default`,
    };
    const response = await fetch(`${httpUrl}/${domain}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const tokens = {
    local,
    graph: await tokenFor('https://graph.microsoft.com'),
    exchange: await tokenFor('https://outlook.office365.com'),
  };
  const described = await fetch(`${httpUrl}/admin/v1/openapi.json`, { headers: { authorization: `Bearer ${local}` } });
  const targets: readonly Target[] = [
    ...adminTargets((await described.json()) as OpenApi, tokens),
    ...graphTargets(tokens),
    ...exchangeTargets(tokens, domain),
    ...authorityTargets(domain),
    strayTarget,
  ];
  assert.ok(targets.length > 80, `${targets.length} kinds of request`);

  const seed = Number(process.env['POSTERN_SEED'] ?? Date.now() % 2 ** 31);
  const known = [
    `printer@${domain}`,
    `mfa@${domain}`,
    domain,
    'Block basic',
    'SendAs',
    'all',
    'Delivered',
    '10',
    'true',
    'id',
  ];
  const statuses = new Map<number, number>();
  const faults: string[] = [];
  const ended = Date.now() + seconds * 1000;
  let turn = 0;

  const client = async (): Promise<void> => {
    while (Date.now() < ended && faults.length < 5) {
      const own = turn++;
      // Each turn has a seed of its own: what it sends does not depend on which client was faster.
      const request = targets[own % targets.length]?.(drawOf(randomOf(seed + own * seedStep), known));
      if (request === undefined) return;
      const shown = `turn ${own}: ${request.method} ${request.path.slice(0, 200)} ${request.body?.slice(0, 400) ?? ''}`;
      try {
        const { status, text } = await send(httpUrl, request);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500 || inside.test(text) || failedWithin(text))
          faults.push(`${shown}\n  -> ${status} ${text.slice(0, 300)}`);
      } catch (error) {
        // Who cannot write the address has sent nothing.
        if (error instanceof TypeError && /URL|header|ByteString/i.test(error.message)) continue;
        const isPatienceOver = error instanceof DOMException && error.name === 'TimeoutError';
        faults.push(`${shown}\n  -> ${isPatienceOver ? 'no end of the answer' : String(error)}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, client));

  t.diagnostic(
    `seed ${seed}: ${turn} requests of ${targets.length} kinds; ${JSON.stringify(Object.fromEntries(statuses))}`,
  );
  assert.deepEqual(faults, [], `seed ${seed}`);
  assert.ok(turn > targets.length, `${turn} requests`);
  assert.equal((await fetch(`${httpUrl}/health`)).status, 200);
});

test('the check sees a fault within a batch', () => {
  assert.ok(failedWithin('{"responses":[{"id":"1","status":200},{"id":"2","status":500}]}'));
  assert.ok(!failedWithin('{"responses":[{"id":"1","status":424},null]}'));
  assert.ok(!failedWithin('"responses"'));
});

test('the check sees a stack trace and a path', () => {
  assert.match('Error: x\n    at run (file:///a/b.ts:1:2)', inside);
  assert.match('SqliteError: SQLITE_CONSTRAINT', inside);
  assert.doesNotMatch('{"error":{"code":"BadRequest","message":"look at it"}}', inside);
});
