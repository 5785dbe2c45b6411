/** Applications, roles, permissions on mailboxes, second factors, and an audit log that holds what was before and after. */
export const controlPlane = `
CREATE TABLE audit_entry (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  tenant_id TEXT,
  actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL,
  target_id TEXT NOT NULL,
  target_name TEXT NOT NULL,
  action TEXT NOT NULL,
  address TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  -- The whole head of the entry.
  head TEXT NOT NULL,
  -- When the change is put back by itself; null: it stays, or that has been dealt with.
  ends_at INTEGER,
  undo_of TEXT
) STRICT;
CREATE INDEX audit_entry_of_tenant ON audit_entry (tenant_id, sequence);
CREATE INDEX audit_entry_by_end ON audit_entry (ends_at) WHERE ends_at IS NOT NULL;
CREATE INDEX audit_entry_by_undo ON audit_entry (undo_of) WHERE undo_of IS NOT NULL;

-- Each row that an entry altered, as it was before and after; triggers write it (audited-tables.ts).
CREATE TABLE audit_image (
  sequence INTEGER NOT NULL REFERENCES audit_entry (sequence) ON DELETE CASCADE,
  table_name TEXT NOT NULL,
  key TEXT NOT NULL,
  before TEXT,
  after TEXT
) STRICT;
CREATE INDEX audit_image_of_entry ON audit_image (sequence);
CREATE INDEX audit_image_of_row ON audit_image (table_name, key, sequence);

DROP TABLE setting_change;

CREATE TABLE mailbox_permission (
  mailbox_user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  -- A user, or a service principal as Exchange knows it: right or wrong.
  trustee_id TEXT NOT NULL,
  access_right TEXT NOT NULL,
  PRIMARY KEY (trustee_id, mailbox_user_id, access_right)
) STRICT, WITHOUT ROWID;
INSERT INTO mailbox_permission SELECT mailbox_user_id, trustee_id, 'SendAs' FROM send_as;
DROP TABLE send_as;
CREATE INDEX mailbox_permission_of_mailbox ON mailbox_permission (mailbox_user_id);

CREATE TABLE application (
  id TEXT PRIMARY KEY,
  app_id TEXT NOT NULL UNIQUE,
  tenant_id TEXT NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  display_name TEXT NOT NULL,
  redirect_uris TEXT NOT NULL,
  public_client INTEGER NOT NULL,
  required_permissions TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX application_of_tenant ON application (tenant_id, display_name);

CREATE TABLE application_secret (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
  display_name TEXT NOT NULL,
  hint TEXT NOT NULL,
  verifier TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX application_secret_of_application ON application_secret (application_id);

CREATE TABLE application_certificate (
  id TEXT PRIMARY KEY,
  application_id TEXT NOT NULL REFERENCES application (id) ON DELETE CASCADE,
  display_name TEXT NOT NULL,
  thumbprint TEXT NOT NULL,
  certificate TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  ends_at INTEGER NOT NULL
) STRICT;
CREATE INDEX application_certificate_of_application ON application_certificate (application_id);

CREATE TABLE service_principal (
  id TEXT PRIMARY KEY,
  app_id TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  display_name TEXT NOT NULL,
  application_permissions TEXT NOT NULL,
  delegated_permissions TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (tenant_id, app_id)
) STRICT;

CREATE TABLE exchange_service_principal (
  tenant_id TEXT NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  app_id TEXT NOT NULL,
  object_id TEXT NOT NULL,
  display_name TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, app_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE role_assignment (
  tenant_id TEXT NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  principal_id TEXT NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (principal_id, tenant_id, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_assignment_of_tenant ON role_assignment (tenant_id, role);

CREATE TABLE authentication_method (
  id TEXT PRIMARY KEY,
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  secret TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX authentication_method_of_user ON authentication_method (user_id);

-- What the authority keeps for a while: codes, grants, sessions, refresh tokens.
CREATE TABLE authority_record (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  payload TEXT NOT NULL,
  grant_id TEXT,
  user_code TEXT,
  uid TEXT,
  consumed_at INTEGER,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX authority_record_by_grant ON authority_record (grant_id) WHERE grant_id IS NOT NULL;
CREATE INDEX authority_record_by_user_code ON authority_record (user_code) WHERE user_code IS NOT NULL;
CREATE INDEX authority_record_by_uid ON authority_record (uid) WHERE uid IS NOT NULL;
CREATE INDEX authority_record_by_end ON authority_record (expires_at);
`;
