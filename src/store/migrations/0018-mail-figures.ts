/** Figures of each tenant's mail and sign-ins by the hour, and when each mailbox last sent or was refused; triggers keep them (mail-figures.ts). */
const hourMs = 3_600_000;
const hourOf = (time: string): string => `${time} - ${time} % ${hourMs}`;

export const mailFigures = `
-- Lists of one tenant's messages, newest first.
CREATE INDEX message_of_tenant ON message (tenant_id, accepted_at);

-- hour: its beginning. accepted: messages; the others: recipients. The times are the last of the hour.
CREATE TABLE mail_hour (
  tenant_id TEXT NOT NULL,
  hour INTEGER NOT NULL,
  accepted INTEGER NOT NULL DEFAULT 0,
  delivered INTEGER NOT NULL DEFAULT 0,
  failed INTEGER NOT NULL DEFAULT 0,
  deferred INTEGER NOT NULL DEFAULT 0,
  accepted_at INTEGER,
  delivered_at INTEGER,
  failed_at INTEGER,
  PRIMARY KEY (tenant_id, hour)
) STRICT, WITHOUT ROWID;

-- gate '': they were let in.
CREATE TABLE sign_in_hour (
  tenant_id TEXT NOT NULL,
  hour INTEGER NOT NULL,
  gate TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, hour, gate)
) STRICT, WITHOUT ROWID;

CREATE TABLE mail_identity (
  tenant_id TEXT NOT NULL,
  user_id TEXT NOT NULL,
  sent_at INTEGER,
  allowed_at INTEGER,
  refused_at INTEGER,
  -- Of the last refusal.
  gate TEXT,
  session_id TEXT,
  -- Of the last sign-in.
  address TEXT,
  PRIMARY KEY (tenant_id, user_id)
) STRICT, WITHOUT ROWID;

INSERT INTO mail_hour (tenant_id, hour, accepted, accepted_at)
  SELECT tenant_id, ${hourOf('accepted_at')}, count(*), max(accepted_at) FROM message WHERE user_id IS NOT NULL GROUP BY 1, 2;
INSERT INTO mail_hour (tenant_id, hour, delivered, failed, delivered_at, failed_at)
  SELECT tenant_id, ${hourOf('changed_at')}, sum(state_name = 'delivered'), sum(state_name <> 'delivered'),
    max(iif(state_name = 'delivered', changed_at, NULL)), max(iif(state_name <> 'delivered', changed_at, NULL))
  FROM recipient JOIN message ON id = message_id
  WHERE user_id IS NOT NULL AND state_name IN ('delivered', 'bounced', 'dead') GROUP BY 1, 2
  ON CONFLICT DO UPDATE SET delivered = excluded.delivered, failed = excluded.failed,
    delivered_at = excluded.delivered_at, failed_at = excluded.failed_at;

INSERT INTO sign_in_hour
  SELECT tenant_id, ${hourOf('at')}, coalesce(gate, ''), count(*) FROM sign_in
  WHERE kind = 'smtp' AND tenant_id IS NOT NULL AND outcome <> 'error' GROUP BY 1, 2, 3;

INSERT INTO mail_identity (tenant_id, user_id, sent_at)
  SELECT tenant_id, user_id, max(accepted_at) FROM message WHERE user_id IS NOT NULL GROUP BY 1, 2;
INSERT INTO mail_identity (tenant_id, user_id, allowed_at, refused_at, gate, session_id, address)
  SELECT tenant_id, user_id, max(iif(outcome = 'allowed', at, NULL)), max(iif(outcome = 'refused', at, NULL)), NULL, NULL, NULL
  FROM sign_in WHERE kind = 'smtp' AND tenant_id IS NOT NULL AND user_id IS NOT NULL AND outcome <> 'error' GROUP BY 1, 2
  ON CONFLICT DO UPDATE SET allowed_at = excluded.allowed_at, refused_at = excluded.refused_at;
UPDATE mail_identity SET
  (gate, session_id) = (SELECT sign_in.gate, sign_in.session_id FROM sign_in
    WHERE sign_in.user_id = mail_identity.user_id AND at = refused_at AND kind = 'smtp' AND outcome = 'refused' LIMIT 1),
  address = (SELECT sign_in.address FROM sign_in
    WHERE sign_in.user_id = mail_identity.user_id AND kind = 'smtp' AND outcome <> 'error' ORDER BY at DESC LIMIT 1)
  WHERE allowed_at IS NOT NULL OR refused_at IS NOT NULL;
`;
