/** What an entry of our audit log is called in Entra's: activity, category, service. Pure. */
import type { AuditAction, AuditEntry } from '../../../../directory/audit-log.ts';

export interface Activity {
  readonly name: string;
  readonly category: string;
  readonly service: string;
  readonly operation: 'Add' | 'Update' | 'Delete' | 'Assign' | 'Unassign' | 'Other';
}

type Of = (name: string, operation: Activity['operation']) => Activity;

const inDirectory =
  (category: string): Of =>
  (name, operation) => ({ name, category, service: 'Core Directory', operation });
const user = inDirectory('UserManagement');
const application = inDirectory('ApplicationManagement');
const role = inDirectory('RoleManagement');
const method: Of = (name, operation) => ({
  name,
  category: 'UserManagement',
  service: 'Authentication Methods',
  operation,
});
/** Exchange's changes are cmdlets; Entra's own log does not have them. */
const exchange: Of = (name, operation) => ({ name, category: 'DirectoryManagement', service: 'Exchange', operation });
const postern: Of = (name, operation) => ({ name, category: 'DirectoryManagement', service: 'Postern', operation });
const secrets = application('Update application – Certificates and secrets management ', 'Update');

const activities: Readonly<Record<Exclude<AuditAction, 'settings.change'>, Activity>> = {
  'tenant.add': inDirectory('DirectoryManagement')('Create company', 'Add'),
  'user.add': user('Add user', 'Add'),
  'user.update': user('Update user', 'Update'),
  'user.remove': user('Delete user', 'Delete'),
  'password.set': user('Reset user password', 'Update'),
  'app-password.add': user('Create application password for user', 'Add'),
  'app-password.remove': user('Delete application password for user', 'Delete'),
  'authentication-method.add': method('User registered security info', 'Add'),
  'authentication-method.remove': method('User deleted security info', 'Delete'),
  'mailbox-permission.grant': exchange('Add mailbox permission', 'Assign'),
  'mailbox-permission.revoke': exchange('Remove mailbox permission', 'Unassign'),
  'application.add': application('Add application', 'Add'),
  'application.update': application('Update application', 'Update'),
  'application.remove': application('Delete application', 'Delete'),
  'application-secret.add': secrets,
  'application-secret.remove': secrets,
  'application-certificate.add': secrets,
  'application-certificate.remove': secrets,
  'service-principal.add': application('Add service principal', 'Add'),
  'service-principal.update': application('Update service principal', 'Update'),
  'service-principal.remove': application('Remove service principal', 'Delete'),
  'exchange-service-principal.add': exchange('New-ServicePrincipal', 'Add'),
  'exchange-service-principal.remove': exchange('Remove-ServicePrincipal', 'Delete'),
  'exchange-service-principal.update': exchange('Set-ServicePrincipal', 'Update'),
  'application-access-policy.add': exchange('New-ApplicationAccessPolicy', 'Add'),
  'application-access-policy.update': exchange('Set-ApplicationAccessPolicy', 'Update'),
  'application-access-policy.remove': exchange('Remove-ApplicationAccessPolicy', 'Delete'),
  'consent.change': application('Consent to application', 'Assign'),
  'consent.give': application('Consent to application', 'Assign'),
  'consent.withdraw': application('Remove delegated permission grant', 'Unassign'),
  'role.assign': role('Add member to role', 'Assign'),
  'role.remove': role('Remove member from role', 'Unassign'),
  'change.undo': postern('Undo change', 'Update'),
  'change.end': postern('End temporary change', 'Update'),
  'message.read': postern('Read message', 'Other'),
  'message.retry': postern('Retry message', 'Other'),
  'message.hold': postern('Hold message', 'Other'),
  'message.release': postern('Release message', 'Other'),
  'message.cancel': postern('Cancel message', 'Other'),
  'watch.start': postern('Watch SMTP sessions', 'Other'),
  'sign-in.test': postern('Test sign-in', 'Other'),
  'host.examine': postern('Examine mail server', 'Other'),
  'backup.take': postern('Take backup', 'Other'),
};

export function activityOf({ action, changes, target }: AuditEntry): Activity {
  if (action !== 'settings.change') return activities[action];
  const [first] = changes;
  if (first?.name === 'conditionalAccessPolicies') return ofList('conditional access policy', first);
  if (first?.name === 'namedLocations') return ofList('named location', first);
  if (first?.name === 'accountEnabled')
    return user(first.after === false ? 'Disable account' : 'Enable account', 'Update');
  if (first?.name === 'securityDefaults')
    return { name: 'Update security defaults', category: 'Policy', service: 'Core Directory', operation: 'Update' };
  return target.kind === 'user' ? user('Update user', 'Update') : exchange('Update organization settings', 'Update');
}

/** A list grew, shrank, or has another element in the place of one. */
function ofList(what: string, { before, after }: AuditEntry['changes'][number]): Activity {
  const [from, to] = [lengthOf(before), lengthOf(after)];
  const operation = to > from ? 'Add' : to < from ? 'Delete' : 'Update';
  return { name: `${operation} ${what}`, category: 'Policy', service: 'Conditional Access', operation };
}

function lengthOf(value: unknown): number {
  return Array.isArray(value) ? value.length : 0;
}
