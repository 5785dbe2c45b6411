/** What users consented to for themselves, and whose the records of the authority are. */
export const userConsent = `
CREATE TABLE user_consent (
  user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
  app_id TEXT NOT NULL,
  tenant_id TEXT NOT NULL REFERENCES tenant (id) ON DELETE CASCADE,
  permissions TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (user_id, app_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX user_consent_of_application ON user_consent (tenant_id, app_id);
CREATE INDEX authority_record_by_id ON authority_record (id);
`;
