/** The rows of the directory that the audit log keeps as they were before and after a change: each kind is a table. */

export type RowKind =
  | 'tenant'
  | 'user'
  | 'address'
  | 'setting'
  | 'app_password'
  | 'mailbox_permission'
  | 'application'
  | 'application_secret'
  | 'application_certificate'
  | 'service_principal'
  | 'user_consent'
  | 'exchange_service_principal'
  | 'role_assignment'
  | 'application_access_policy'
  | 'authentication_method';

export type RowValues = Readonly<Record<string, string | number | null>>;

/** Secrets stand in it as they are kept: it is to be judged by, not to be shown. */
export interface AlteredRow {
  readonly kind: RowKind;
  /** Null: it was not there. */
  readonly before: RowValues | null;
  readonly after: RowValues | null;
}
