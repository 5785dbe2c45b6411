/** The settings of the organization that are chosen among a few values. */

export interface OrganizationSetting {
  readonly name: string;
  /** Who may write this area may change it. */
  readonly area: string;
  readonly values: readonly (string | boolean)[];
  /** Before these are chosen it is said what comes of them. */
  readonly warned: readonly (string | boolean)[];
  /** It decides on sign-ins: recorded attempts tell what it would do. */
  readonly isForeseen?: true;
}

export const mailFlowSettings: readonly OrganizationSetting[] = [
  { name: 'smtpAuth', area: 'organization', values: ['on', 'off'], warned: ['on', 'off'], isForeseen: true },
  { name: 'legacyTlsClients', area: 'organization', values: [true, false], warned: [true, false], isForeseen: true },
  { name: 'sendFromAlias', area: 'organization', values: [true, false], warned: [] },
  { name: 'overMessageRate', area: 'organization', values: ['delay', 'refuse'], warned: ['refuse'] },
];

export const modernAuthenticationSettings: readonly OrganizationSetting[] = [
  {
    name: 'basicAuthentication',
    area: 'organization',
    values: ['available', 'retired'],
    warned: ['retired'],
    isForeseen: true,
  },
  {
    name: 'retiredReply',
    area: 'organization',
    values: ['basicAuthenticationRetired', 'basicAuthenticationDisabled', 'smtpAuthDisabledForTenant'],
    warned: [],
  },
  { name: 'appPasswords', area: 'multi-factor', values: ['on', 'off'], warned: ['off'] },
];
