/** `/setup`: with the one-time link of the first start, a person becomes the first administrator, and registers at once. */
import type { FastifyInstance, FastifyReply } from 'fastify';
import { Refusal } from '../../administration/refusal.ts';
import { longestPassword } from '../../contract/common.ts';
import type { AdminRequest } from '../../directory/actor.ts';
import { newGuid } from '../../lib/id.ts';
import { setupCodeHours } from '../../sign-in/setup-codes.ts';
import { sendMessage } from '../pages/message-page.ts';
import { sendPage } from '../pages/page.ts';
import { text } from '../pages/text.ts';
import { beginOwn } from './begin-own.ts';
import type { PageParts } from './page-parts.ts';
import { readSetupForm, type SetupForm } from './read-setup-form.ts';
import { afterStep } from './show-step.ts';
import { type SetupProblem, setupView } from './views/setup-view.ts';
import { type Visit, visitOf } from './visit.ts';

const setupPath = '/setup';

/** The code stands behind the `#`: no server, proxy or log on the way gets to see it. */
export function setupLink(baseUrl: string, code: string): string {
  return `${baseUrl}${setupPath}#${code}`;
}

export function setupDoor(server: FastifyInstance, parts: PageParts): void {
  const { own, setup, csrf, chosenPasswords } = parts;
  const { rule } = chosenPasswords;
  server.get(setupPath, async (request, reply) => {
    if (!(await setup.isNeeded())) return sendMessage(reply, 410, 'setup.done', 'good');
    const begun = beginOwn(request, reply, parts);
    if (begun === null) return reply;
    const { uid } = begun;
    const body = setupView({ path: `${setupPath}/${uid}`, csrf: csrf.field(uid), form: null, problem: null, rule });
    return sendPage(reply, { title: text('page.setup.title'), body });
  });
  server.post(`${setupPath}/:uid`, async (request, reply) => {
    const visit = await visitOf(request, reply, [own], csrf);
    return visit === null ? reply : complete(visit, parts);
  });
}

async function complete(visit: Visit, parts: PageParts): Promise<FastifyReply> {
  const { shortest } = parts.chosenPasswords.rule;
  const read = readSetupForm(visit.form, parts.chosenPasswords.rule);
  if (read.problem !== null) {
    const message = text(`page.setup.problem.${read.problem}`, { shortest, longest: longestPassword });
    const field = read.problem === 'differs' ? 'password' : read.problem;
    return again(visit, parts, 400, read.form, { message, field });
  }
  const { code, password, ...first } = read.form;
  const verifiers = () => parts.chosenPasswords.verifiers(password, { scram: false });
  let made: Awaited<ReturnType<typeof parts.setup.complete>>;
  try {
    made = await parts.setup.complete(byLink(visit), code, { ...first, verifiers });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return again(visit, parts, 409, read.form, { message: error.message, field: null });
  }
  if (typeof made === 'string') {
    const message = text(`page.setup.problem.${made}-code`, { hours: setupCodeHours });
    return again(visit, parts, 403, read.form, { message, field: 'code' });
  }
  // From here on it is a sign-in as any other: an administrator's, who has no second factor yet.
  const login = made.userPrincipalName;
  return afterStep(visit, parts, await parts.signIn.password(visit.context, login, password), { login });
}

function again(
  { path, reply, interaction }: Visit,
  { csrf, chosenPasswords: { rule } }: PageParts,
  status: number,
  form: SetupForm,
  problem: SetupProblem,
): FastifyReply {
  const { uid } = interaction;
  const body = setupView({ path: path.replace(/^\/sign-in/, setupPath), csrf: csrf.field(uid), form, problem, rule });
  return sendPage(reply, { title: text('page.setup.title'), body, status });
}

/** Nobody is there yet who could be named. */
function byLink({ request }: Visit): AdminRequest {
  const actor = { kind: 'system', id: 'setup', name: 'set-up link' } as const;
  return { actor, door: 'sign-in', address: request.ip, correlationId: newGuid() };
}
