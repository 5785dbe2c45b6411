/** What a directory says of a person beside the name, and indexes for the orders that lists of users come in. */
export const userProfile = `
-- JSON: names and texts of directory/user-profile.ts.
ALTER TABLE user ADD COLUMN profile TEXT NOT NULL DEFAULT '{}';

CREATE INDEX user_of_tenant ON user (tenant_id, user_principal_name, id);
CREATE INDEX user_by_name ON user (tenant_id, lower(display_name), id);
CREATE INDEX user_by_creation ON user (tenant_id, created_at, id);
`;
