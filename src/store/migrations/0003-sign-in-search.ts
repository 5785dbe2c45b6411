/** The sign-in log of every kind of sign-in, with an index for each way to search it. */
export const signInSearch = `
ALTER TABLE sign_in RENAME TO sign_in_before;
DROP INDEX sign_in_of_session;
DROP INDEX sign_in_by_time;

CREATE TABLE sign_in (
  -- In the order of recording, never given twice: what reads along remembers how far it came.
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  session_id TEXT NOT NULL,
  correlation_id TEXT NOT NULL,
  tenant_id TEXT,
  user_id TEXT,
  login TEXT NOT NULL,
  app_id TEXT,
  address TEXT NOT NULL,
  reply TEXT,
  gate TEXT,
  outcome TEXT NOT NULL,
  kind TEXT NOT NULL,
  error_code INTEGER NOT NULL,
  record TEXT NOT NULL
) STRICT;

INSERT INTO sign_in
  (id, at, session_id, correlation_id, tenant_id, user_id, login, app_id, address, reply, gate, outcome, kind, error_code, record)
SELECT
  id, at, session_id, correlation_id, tenant_id, record ->> 'userId', login, NULL, record ->> 'address', record ->> 'reply',
  record ->> 'gate', outcome, 'smtp', error_code,
  json_set(record, '$.kind', 'smtp', '$.application', NULL, '$.resource', '', '$.errorCode', error_code,
    '$.correlationId', correlation_id, '$.authentication', 'single-factor')
FROM (
  SELECT *, rowid AS place,
    lower(substr(session_id, 1, 8) || '-' || substr(session_id, 9, 4) || '-8' || substr(session_id, 13, 3) || '-8' ||
      substr(session_id, 16, 1) || '00-000000000000') AS correlation_id,
    CASE record ->> 'gate'
      WHEN 'credentials' THEN 50126 WHEN 'smart-lockout' THEN 50053 WHEN 'account-state' THEN 50057
      WHEN 'security-defaults' THEN 530035 WHEN 'conditional-access' THEN 53003 WHEN 'multi-factor' THEN 50076
      ELSE CASE outcome WHEN 'error' THEN 50000 ELSE 0 END END AS error_code
  FROM sign_in_before
) ORDER BY at, place;
DROP TABLE sign_in_before;

-- Newest first within each; what often narrows a search further stands behind, so that the index alone decides.
CREATE INDEX sign_in_by_time ON sign_in (at);
CREATE INDEX sign_in_of_session ON sign_in (session_id);
CREATE INDEX sign_in_by_correlation ON sign_in (correlation_id, at);
CREATE INDEX sign_in_of_tenant ON sign_in (tenant_id, at, outcome);
CREATE INDEX sign_in_of_user ON sign_in (user_id, at, outcome) WHERE user_id IS NOT NULL;
CREATE INDEX sign_in_by_login ON sign_in (login, at, outcome);
CREATE INDEX sign_in_of_application ON sign_in (app_id, at, outcome, tenant_id) WHERE app_id IS NOT NULL;
CREATE INDEX sign_in_by_address ON sign_in (address, at, outcome, tenant_id);
CREATE INDEX sign_in_by_reply ON sign_in (reply, at, tenant_id) WHERE reply IS NOT NULL;
CREATE INDEX sign_in_by_gate ON sign_in (gate, at, tenant_id) WHERE gate IS NOT NULL;
CREATE INDEX sign_in_by_outcome ON sign_in (outcome, at, tenant_id);
CREATE INDEX sign_in_by_kind ON sign_in (kind, at, tenant_id);
CREATE INDEX sign_in_by_error_code ON sign_in (error_code, at, tenant_id);
`;
