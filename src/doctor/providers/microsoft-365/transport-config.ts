/** What holds for mail of the whole organization: SMTP AUTH and old TLS clients (`Get-TransportConfig`). */
import type { RawValue } from '../tenant-provider.ts';
import type { Fields } from './fields.ts';
import { onlyRow } from './only-row.ts';
import { type Apis, type Source, setting } from './setting-access.ts';

const source: Source<Fields> = {
  name: 'Get-TransportConfig',
  read: ({ exchange }) => onlyRow(exchange, 'Get-TransportConfig'),
};

const write =
  (name: string) =>
  ({ exchange }: Apis, _user: string, raw: RawValue): Promise<void> =>
    exchange.change('Set-TransportConfig', { [name]: raw });

const disabled = 'SmtpClientAuthenticationDisabled';
const legacy = 'AllowLegacyTLSClients';

export const smtpAuth = setting({
  source,
  property: disabled,
  rawIn: (config) => config.flag(disabled),
  valueIn: (config) => (config.flag(disabled) ? 'off' : 'on'),
  rawOf: (value) => value === 'off',
  write: write(disabled),
});

export const legacyTlsClients = setting({
  source,
  property: legacy,
  rawIn: (config) => config.flagOrNull(legacy),
  // Who never opted in has null.
  valueIn: (config) => config.flagOrNull(legacy) === true,
  rawOf: (value) => value === true,
  write: write(legacy),
});
