/** Everything that a sign-in of one user turns on, read in one transaction. */
import type { DirectoryStore, SignInFacts, Verifiers } from '../../directory/directory-store.ts';
import { settingsInForce, tenantSettings, userSettings } from '../../directory/settings.ts';
import type { Database } from '../sqlite/database.ts';
import { appPasswordOf, authenticationMethodOf, storedSettingOf, tenantOf, text, userOf } from './rows.ts';

const ofUser = '(SELECT user_id FROM address WHERE address = ?1)';
const tenantOfUser = `(SELECT tenant_id FROM user WHERE id = ${ofUser})`;

const statements = [
  `SELECT tenant.* FROM tenant WHERE id = ${tenantOfUser}`,
  `SELECT name, value, set_by, set_at FROM setting WHERE scope = 'tenant' AND scope_id = ${tenantOfUser}`,
  `SELECT user.* FROM user WHERE id = ${ofUser}`,
  `SELECT address FROM address WHERE user_id = ${ofUser} ORDER BY ordinal`,
  `SELECT name, value, set_by, set_at FROM setting WHERE scope = 'user' AND scope_id = ${ofUser}`,
  `SELECT * FROM app_password WHERE user_id = ${ofUser} ORDER BY created_at, rowid`,
  `SELECT address FROM address JOIN mailbox_permission ON user_id = mailbox_user_id
   JOIN user mailbox ON mailbox.id = mailbox_user_id
   WHERE access_right = 'SendAs' AND trustee_id = ${ofUser} AND mailbox.tenant_id = ${tenantOfUser}`,
  `SELECT * FROM authentication_method WHERE user_id = ${ofUser} ORDER BY created_at, rowid`,
];

export function createSignInFacts(database: Database): Pick<DirectoryStore, 'signInFacts'> {
  return {
    async signInFacts(login): Promise<SignInFacts | null> {
      const address = login.toLowerCase();
      const [tenant, ofTenant, user, addresses, own, appPasswords, sendAs, methods] = await database.transaction(
        statements.map((sql) => ({ sql, parameters: [address] })),
      );
      const [tenantRow, userRow] = [tenant?.[0], user?.[0]];
      if (tenantRow === undefined || userRow === undefined) return null;
      const verifiers = userRow['verifiers'];
      const aliases = (addresses ?? []).slice(1).map((row) => text(row['address']));
      return {
        tenant: tenantOf(tenantRow),
        tenantSettings: settingsInForce(tenantSettings, (ofTenant ?? []).map(storedSettingOf)),
        user: userOf(userRow, aliases),
        userSettings: settingsInForce(userSettings, (own ?? []).map(storedSettingOf)),
        verifiers: verifiers === null ? null : (JSON.parse(text(verifiers)) as Verifiers),
        appPasswords: (appPasswords ?? []).map((row) => ({
          ...appPasswordOf(row),
          verifiers: JSON.parse(text(row['verifiers'])) as Verifiers,
        })),
        methods: (methods ?? []).map(authenticationMethodOf),
        sendAs: (sendAs ?? []).map((row) => text(row['address'])),
      };
    },
  };
}
