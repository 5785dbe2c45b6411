/** Which mailboxes an application may use on its own. */
export const applicationAccessPolicies = `
CREATE TABLE application_access_policy (
  id TEXT PRIMARY KEY,
  tenant_id TEXT NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  app_id TEXT NOT NULL,
  mailbox_user_ids TEXT NOT NULL,
  access_right TEXT NOT NULL,
  description TEXT NOT NULL,
  created_at INTEGER NOT NULL
) STRICT;
CREATE INDEX application_access_policy_of_tenant ON application_access_policy (tenant_id, created_at);
`;
