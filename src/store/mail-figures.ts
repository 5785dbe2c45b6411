/** Figures of mail and sign-ins, kept by triggers as things happen: whoever looks reads a few rows, however much was sent. */
import type { Identities, Identity, IdentityQuery, MailFigures, Standing } from '../watch/mail-figures.ts';
import { allOf, given } from './condition-sql.ts';
import type { Database, Row, Statement } from './sqlite/database.ts';

const hourMs = 3_600_000;
const monthMs = 30 * 86_400_000;
/** Rows of the queue that one look counts, and identities that it looks at. */
const countedRecipients = 5000;
const lookedIdentities = 200_000;

const hourOf = (time: string): string => `${time} - ${time} % ${hourMs}`;

/** Each with what it comes after, and what it does. Reports of our own are nobody's mail. */
const triggers: Readonly<Record<string, readonly [after: string, body: string]>> = {
  figures_of_message: [
    'INSERT ON message WHEN NEW.user_id IS NOT NULL',
    `INSERT INTO mail_hour (tenant_id, hour, accepted, accepted_at)
       VALUES (NEW.tenant_id, ${hourOf('NEW.accepted_at')}, 1, NEW.accepted_at)
       ON CONFLICT DO UPDATE SET accepted = accepted + 1, accepted_at = max(coalesce(accepted_at, 0), excluded.accepted_at);
     INSERT INTO mail_identity (tenant_id, user_id, sent_at) VALUES (NEW.tenant_id, NEW.user_id, NEW.accepted_at)
       ON CONFLICT DO UPDATE SET sent_at = max(coalesce(sent_at, 0), excluded.sent_at);`,
  ],
  figures_of_recipient: [
    "UPDATE OF state_name ON recipient WHEN NEW.state_name IN ('delivered', 'bounced', 'dead', 'deferred')",
    `INSERT INTO mail_hour (tenant_id, hour, delivered, failed, deferred, delivered_at, failed_at)
       SELECT tenant_id, ${hourOf('NEW.changed_at')}, NEW.state_name = 'delivered', NEW.state_name IN ('bounced', 'dead'),
         NEW.state_name = 'deferred', iif(NEW.state_name = 'delivered', NEW.changed_at, NULL),
         iif(NEW.state_name IN ('bounced', 'dead'), NEW.changed_at, NULL)
       FROM message WHERE id = NEW.message_id AND user_id IS NOT NULL
       ON CONFLICT DO UPDATE SET delivered = delivered + excluded.delivered, failed = failed + excluded.failed,
         deferred = deferred + excluded.deferred, delivered_at = coalesce(excluded.delivered_at, delivered_at),
         failed_at = coalesce(excluded.failed_at, failed_at);`,
  ],
  figures_of_sign_in: [
    "INSERT ON sign_in WHEN NEW.kind = 'smtp' AND NEW.tenant_id IS NOT NULL AND NEW.outcome <> 'error'",
    `INSERT INTO sign_in_hour VALUES (NEW.tenant_id, ${hourOf('NEW.at')}, coalesce(NEW.gate, ''), 1)
       ON CONFLICT DO UPDATE SET attempts = attempts + 1;
     INSERT INTO mail_identity (tenant_id, user_id, allowed_at, refused_at, gate, session_id, address)
       SELECT NEW.tenant_id, NEW.user_id, iif(NEW.outcome = 'allowed', NEW.at, NULL), iif(NEW.outcome = 'refused', NEW.at, NULL),
         NEW.gate, iif(NEW.outcome = 'refused', NEW.session_id, NULL), NEW.address
       WHERE NEW.user_id IS NOT NULL
       ON CONFLICT DO UPDATE SET allowed_at = coalesce(excluded.allowed_at, allowed_at),
         refused_at = coalesce(excluded.refused_at, refused_at), gate = coalesce(excluded.gate, gate),
         session_id = coalesce(excluded.session_id, session_id), address = excluded.address;`,
  ],
  figures_of_user: [
    'DELETE ON user',
    'DELETE FROM mail_identity WHERE tenant_id = OLD.tenant_id AND user_id = OLD.id;',
  ],
};

/** Makes the triggers anew. */
export async function layMailFigures(database: Database): Promise<void> {
  const statements = Object.entries(triggers).flatMap(([name, [after, body]]) => [
    `DROP TRIGGER IF EXISTS ${name}`,
    `CREATE TRIGGER ${name} AFTER ${after} BEGIN ${body} END`,
  ]);
  await database.transaction(statements.map((sql) => ({ sql, parameters: [] })));
}

export function createMailFigures(database: Database, flush: () => Promise<unknown>): MailFigures {
  // What is read needs no disk; what was recorded in the background is counted with it.
  const query = async ({ sql, parameters }: Statement): Promise<readonly Row[]> => {
    await flush();
    const [rows = []] = await database.repeatable([{ sql, parameters }]);
    return rows;
  };
  return {
    async mail(tenantId, from) {
      return (await query(mailStatement(tenantId, from))).map((row) => ({
        at: Number(row['hour']),
        accepted: Number(row['accepted']),
        delivered: Number(row['delivered']),
        failed: Number(row['failed']),
        deferred: Number(row['deferred']),
      }));
    },
    async signIns(tenantId, from) {
      return (await query(signInStatement(tenantId, from))).map((row) => ({
        at: Number(row['hour']),
        gate: row['gate'] === '' ? null : String(row['gate']),
        attempts: Number(row['attempts']),
      }));
    },
    async lastMail(tenantId) {
      const [row] = await query(lastStatement(tenantId));
      const at = (name: string): number | null => (typeof row?.[name] === 'number' ? row[name] : null);
      return { acceptedAt: at('accepted_at'), deliveredAt: at('delivered_at'), failedAt: at('failed_at') };
    },
    async identities(asked) {
      const counts = new Map((await query(standingCount(asked))).map((row) => [row['standing'], row['identities']]));
      // One after the other: others use the database in between.
      const of = async (standing: Standing): Promise<Identities[Standing]> => ({
        count: Number(counts.get(standing) ?? 0),
        identities: counts.has(standing) ? (await query(identityStatement(asked, standing))).map(identityOf) : [],
      });
      return { sending: await of('sending'), refused: await of('refused'), silent: await of('silent') };
    },
    async waiting(tenantId) {
      return (await query(waitingStatement(tenantId))).map((row) => ({
        state: String(row['state_name']),
        recipients: Number(row['recipients']),
        oldestAt: Number(row['oldest_at']),
      }));
    },
    async purge(before) {
      const old = ['sent_at', 'allowed_at', 'refused_at'].map((column) => `coalesce(${column}, 0) < ?1`).join(' AND ');
      await database.repeatable(
        [
          'DELETE FROM mail_hour WHERE hour < ?1',
          'DELETE FROM sign_in_hour WHERE hour < ?1',
          `DELETE FROM mail_identity WHERE ${old}`,
        ].map((sql) => ({ sql, parameters: [before] })),
      );
    },
  };
}

/** Exported for the test of how they are looked up. */
export function mailStatement(tenantId: string | null, from: number): Statement {
  const { sql, parameters } = allOf(given(['tenant_id = ?', tenantId], ['hour >= ?', from]));
  return {
    sql: `SELECT hour, sum(accepted) AS accepted, sum(delivered) AS delivered, sum(failed) AS failed, sum(deferred) AS deferred
          FROM mail_hour WHERE ${sql} GROUP BY hour ORDER BY hour`,
    parameters,
  };
}

export function signInStatement(tenantId: string | null, from: number): Statement {
  const { sql, parameters } = allOf(given(['tenant_id = ?', tenantId], ['hour >= ?', from]));
  return {
    sql: `SELECT hour, gate, sum(attempts) AS attempts FROM sign_in_hour WHERE ${sql} GROUP BY hour, gate ORDER BY hour, gate`,
    parameters,
  };
}

function lastStatement(tenantId: string | null): Statement {
  const { sql, parameters } = allOf(given(['tenant_id = ?', tenantId]));
  return {
    sql: `SELECT max(accepted_at) AS accepted_at, max(delivered_at) AS delivered_at, max(failed_at) AS failed_at
          FROM mail_hour WHERE ${sql}`,
    parameters,
  };
}

/** Of one standing those seen last, and how many there are of each: nothing is put in order but what is named. */
export function identityStatement(query: IdentityQuery, standing: Standing): Statement {
  const { sql, parameters } = ofIdentities(query);
  return {
    sql: `SELECT mail_identity.*, user_principal_name FROM (
            SELECT tenant_id AS tenant, user_id AS id FROM (${sql}) WHERE standing = ? ORDER BY last_at DESC LIMIT ?
          ) AS named JOIN mail_identity ON mail_identity.tenant_id = tenant AND user_id = named.id JOIN user ON user.id = named.id
          ORDER BY max(coalesce(sent_at, 0), coalesce(allowed_at, 0), coalesce(refused_at, 0)) DESC`,
    parameters: [...parameters, standing, query.limit],
  };
}

function standingCount(query: IdentityQuery): Statement {
  const { sql, parameters } = ofIdentities(query);
  return { sql: `SELECT standing, count(*) AS identities FROM (${sql}) GROUP BY standing`, parameters };
}

function ofIdentities({ tenantId, now, silentMs, withMail }: IdentityQuery): Statement {
  const { sql, parameters } = allOf(given(['tenant_id = ?', tenantId]));
  const good = withMail ? 'max(coalesce(sent_at, 0), coalesce(allowed_at, 0))' : 'coalesce(allowed_at, 0)';
  return {
    sql: `SELECT tenant_id, user_id, max(${good}, coalesce(refused_at, 0)) AS last_at, CASE
            WHEN coalesce(refused_at, 0) > ${good} AND refused_at >= ? THEN 'refused'
            WHEN ${good} >= ? THEN 'sending' WHEN ${good} >= ? THEN 'silent' END AS standing
          FROM mail_identity WHERE ${sql} LIMIT ?`,
    parameters: [now - monthMs, now - silentMs, now - monthMs, ...parameters, lookedIdentities],
  };
}

function waitingStatement(tenantId: string | null): Statement {
  const { sql, parameters } = allOf(given(['tenant_id = ?', tenantId]));
  return {
    sql: `SELECT state_name, count(*) AS recipients, min(iif(since IS NULL, accepted_at, since)) AS oldest_at FROM (
            SELECT * FROM (SELECT state_name, message_id, NULL AS since FROM recipient WHERE due_at IS NOT NULL ORDER BY due_at LIMIT ?)
            UNION ALL
            SELECT * FROM (SELECT state_name, message_id, changed_at AS since FROM recipient WHERE state_name IN ('held', 'dead') LIMIT ?)
          ) CROSS JOIN message ON id = message_id WHERE ${sql} GROUP BY state_name`,
    parameters: [countedRecipients, countedRecipients, ...parameters],
  };
}

function identityOf(row: Row): Identity {
  const at = (name: string): number | null => (typeof row[name] === 'number' ? row[name] : null);
  const text = (name: string): string | null => (typeof row[name] === 'string' ? row[name] : null);
  return {
    userId: String(row['user_id']),
    userPrincipalName: String(row['user_principal_name']),
    sentAt: at('sent_at'),
    allowedAt: at('allowed_at'),
    refusedAt: at('refused_at'),
    gate: text('gate'),
    sessionId: text('session_id'),
    address: text('address'),
  };
}
