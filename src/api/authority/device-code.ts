/** The person's part of the device code grant (RFC 8628 §3.3): enter the code, see which application it is for, go on or stop. */
import type { Configuration, ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { hidden } from '../pages/parts.ts';
import {
  type CodeForm,
  type CodeProblem,
  confirmCodePage,
  deviceDonePage,
  deviceStoppedPage,
  enterCodePage,
} from './device-views.ts';
import { entraFaults } from './entra-error.ts';
import { showFault } from './error-page.ts';
import { showPage } from './show-page.ts';

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;

/** What may be guessed of a code is bounded by its length and by user-code-tries.ts. */
export function deviceFlow(organization: () => Promise<string | null>): DeviceFlow {
  return {
    enabled: true,
    charset: 'base-20',
    mask: '****-****',
    // Nothing of the device is kept.
    deviceInfo: () => ({}),
    async userCodeInputSource(ctx, _form, out, error) {
      const shown = await organization();
      if (out?.error === 'temporarily_unavailable') showFault(ctx, entraFaults.tooManyUnfinished, '');
      else if (error?.name === 'AbortedError') showPage(ctx, deviceStoppedPage(shown));
      else {
        const problem = problemOf(out, error);
        const goesOn = problem === null && ctx.query['go_on'] === '1';
        showPage(ctx, enterCodePage({ ...formFor(ctx, codeIn(ctx), shown), goesOn }, problem));
      }
    },
    async userCodeConfirmSource(ctx, _form, client, _info, userCode) {
      showPage(
        ctx,
        confirmCodePage(formFor(ctx, userCode, await organization()), client.clientName ?? client.clientId),
      );
    },
    async successSource(ctx) {
      showPage(ctx, deviceDonePage(ctx.oidc.client?.clientName ?? '', await organization()));
    },
  };
}

function formFor({ oidc }: KoaContextWithOIDC, code: string, organization: string | null): CodeForm {
  const { secret } = (oidc.session?.state ?? {}) as { secret?: string };
  return { action: oidc.urlFor('code_verification'), token: hidden('xsrf', secret ?? ''), code, organization };
}

/** The door renames the code of the address, so that nobody signs in by opening a link. */
function codeIn({ query }: KoaContextWithOIDC): string {
  const { code } = query;
  return typeof code === 'string' && /^[\w-]{1,20}$/.test(code) ? code : '';
}

function problemOf(out: ErrorOut | undefined, error: Error | undefined): CodeProblem | null {
  if (error === undefined || error.name === 'NoCodeError') return null;
  const known: Readonly<Record<string, CodeProblem>> = {
    NotFoundError: 'unknown',
    ExpiredError: 'expired',
    AlreadyUsedError: 'used',
  };
  return known[error.name] ?? (out?.error === 'invalid_request' ? 'again' : 'failed');
}
