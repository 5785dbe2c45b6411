/** Where things are in the centre: the one list from which the navigation and the search take it. */
import type { FluentIcon } from '@fluentui/react-icons';
import {
  AppsRegular,
  ArchiveRegular,
  ClipboardTaskListLtrRegular,
  DoorRegular,
  HeartPulseRegular,
  HomeRegular,
  MailDismissRegular,
  MailInboxRegular,
  MailMultipleRegular,
  PeopleRegular,
  PersonKeyRegular,
  PersonSettingsRegular,
  SettingsRegular,
  ShieldLockRegular,
  ShieldRegular,
  StethoscopeRegular,
} from '@fluentui/react-icons';

export interface Place {
  /** Its text is `place.{name}`. */
  readonly name: string;
  readonly path: string;
  readonly icon: FluentIcon;
  /** One of these areas must be open; none: it is everybody's. */
  readonly areas: readonly string[];
}

export interface Group {
  /** Its text is `group.{name}`; null: it stands without a heading. */
  readonly name: string | null;
  readonly places: readonly Place[];
}

/** Devices and connectors, which come with the gateway, are a group between mail flow and the logs. */
export const groups: readonly Group[] = [
  { name: null, places: [{ name: 'home', path: '/', icon: HomeRegular, areas: [] }] },
  {
    name: 'users',
    places: [
      { name: 'active-users', path: '/users', icon: PeopleRegular, areas: ['user'] },
      { name: 'multi-factor', path: '/multi-factor', icon: PersonKeyRegular, areas: ['multi-factor'] },
      { name: 'roles', path: '/roles', icon: PersonSettingsRegular, areas: ['role'] },
    ],
  },
  {
    name: 'identity',
    places: [
      { name: 'properties', path: '/identity/properties', icon: ShieldRegular, areas: ['security-defaults'] },
      {
        name: 'conditional-access',
        path: '/identity/conditional-access',
        icon: ShieldLockRegular,
        areas: ['conditional-access'],
      },
      { name: 'applications', path: '/identity/applications', icon: AppsRegular, areas: ['application'] },
    ],
  },
  {
    name: 'organization',
    places: [{ name: 'settings', path: '/organization', icon: SettingsRegular, areas: ['organization'] }],
  },
  {
    name: 'mail-flow',
    places: [
      { name: 'trace', path: '/mail-flow/trace', icon: MailMultipleRegular, areas: ['message'] },
      { name: 'queue', path: '/mail-flow/queue', icon: MailInboxRegular, areas: ['message'] },
      { name: 'dead-letters', path: '/mail-flow/dead-letters', icon: MailDismissRegular, areas: ['message'] },
      { name: 'captured', path: '/mail-flow/captured', icon: ArchiveRegular, areas: ['message'] },
    ],
  },
  {
    name: 'logs',
    places: [
      { name: 'sign-ins', path: '/sign-ins', icon: DoorRegular, areas: ['sign-in-log'] },
      { name: 'audit', path: '/audit', icon: ClipboardTaskListLtrRegular, areas: ['audit-log'] },
    ],
  },
  {
    name: 'help',
    places: [
      { name: 'doctor', path: '/doctor', icon: StethoscopeRegular, areas: [] },
      { name: 'health', path: '/health', icon: HeartPulseRegular, areas: ['service'] },
    ],
  },
];
