/** What an entry of the audit log has changed, for those who show it. Pure. */
import type { AuditAction } from '../directory/audit-log.ts';
import type { ChangedNoun } from './change-hub.ts';

type Noun = AuditAction extends `${infer N}.${string}` ? N : never;

const changed: Readonly<Record<Noun, readonly ChangedNoun[]>> = {
  tenant: ['settings'],
  settings: ['settings'],
  user: ['users'],
  password: ['users'],
  'app-password': ['users'],
  'authentication-method': ['users'],
  'mailbox-permission': ['users'],
  application: ['applications'],
  'application-secret': ['applications'],
  'application-certificate': ['applications'],
  'service-principal': ['applications'],
  'exchange-service-principal': ['applications'],
  'application-access-policy': ['applications'],
  consent: ['applications'],
  role: ['roles'],
  // What comes back may be anything.
  change: ['users', 'settings', 'applications', 'roles'],
  message: ['queue', 'messages'],
  watch: [],
  backup: [],
  'sign-in': [],
  host: [],
};

export function changesOfAction(action: AuditAction): readonly ChangedNoun[] {
  const noun = action.slice(0, action.indexOf('.')) as Noun;
  return ['audit', ...(action === 'message.read' ? [] : changed[noun])];
}
