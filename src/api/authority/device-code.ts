/** The person's part of the device code grant (RFC 8628 §3.3): enter the code, see which application it is for, go on or stop. */
import type { Configuration, ErrorOut, KoaContextWithOIDC } from 'oidc-provider';
import { translate } from '../../i18n/translate.ts';
import { type AuthorityPage, authorityPage, pageHeaders } from './authority-page.ts';

type DeviceFlow = NonNullable<NonNullable<Configuration['features']>['deviceFlow']>;

/** What may be guessed of a code is bounded by its length and by user-code-tries.ts. */
export function deviceFlow(): DeviceFlow {
  return {
    enabled: true,
    charset: 'base-20',
    mask: '****-****',
    // Nothing of the device is kept.
    deviceInfo: () => ({}),
    userCodeInputSource(ctx, _form, out, error) {
      show(ctx, {
        title: say('device.title'),
        text: say(textOf(out, error)),
        form: {
          method: 'post',
          action: ctx.oidc.urlFor('code_verification'),
          fields: [xsrfOf(ctx), { name: 'user_code', value: codeIn(ctx), label: say('device.code') }],
          buttons: [{ label: say('device.continue') }],
        },
      });
    },
    userCodeConfirmSource(ctx, _form, client, _info, userCode) {
      const application = client.clientName ?? client.clientId;
      show(ctx, {
        title: say('device.confirm.title', { application }),
        text: say('device.confirm.text', { application, code: userCode }),
        form: {
          method: 'post',
          action: ctx.oidc.urlFor('code_verification'),
          fields: [
            xsrfOf(ctx),
            { name: 'user_code', value: userCode, label: null },
            { name: 'confirm', value: 'yes', label: null },
          ],
          buttons: [{ label: say('device.continue') }, { name: 'abort', value: 'yes', label: say('device.stop') }],
        },
      });
    },
    successSource(ctx) {
      const application = ctx.oidc.client?.clientName ?? '';
      show(ctx, { title: say('device.done.title'), text: say('device.done.text', { application }) });
    },
  };
}

export function say(key: string, parameters: Readonly<Record<string, string>> = {}): string {
  return translate({ key: `authority.${key}`, parameters });
}

function show(ctx: KoaContextWithOIDC, page: AuthorityPage): void {
  ctx.set(pageHeaders);
  ctx.body = authorityPage(page);
}

function xsrfOf({ oidc }: KoaContextWithOIDC) {
  const { secret } = (oidc.session?.state ?? {}) as { secret?: string };
  return { name: 'xsrf', value: secret ?? '', label: null };
}

/** The door renames the code of the address, so that nobody signs in by opening a link. */
function codeIn({ query }: KoaContextWithOIDC): string {
  const { code } = query;
  return typeof code === 'string' && /^[\w-]{1,20}$/.test(code) ? code : '';
}

function textOf(out: ErrorOut | undefined, error: Error | undefined): string {
  if (error === undefined) return 'device.enter';
  const known: Readonly<Record<string, string>> = {
    NoCodeError: 'device.enter',
    NotFoundError: 'device.unknown',
    ExpiredError: 'device.expired',
    AlreadyUsedError: 'device.used',
    AbortedError: 'device.stopped',
  };
  return known[error.name] ?? (out?.error === 'invalid_request' ? 'device.again' : 'device.failed');
}
