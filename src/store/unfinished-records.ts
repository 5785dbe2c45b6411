/** How many records of the authority are not finished, counted by triggers: one look at each says whether there is room for more. */
import type { Database, Statement } from './sqlite/database.ts';

const statement = (sql: string): Statement => ({ sql, parameters: [] });

function trigger(event: 'insert' | 'update' | 'delete', when: string, condition: string, body: string): Statement[] {
  return [
    statement(`DROP TRIGGER IF EXISTS unfinished_${event}`),
    statement(
      `CREATE TRIGGER unfinished_${event} AFTER ${when} ON authority_record WHEN ${condition} BEGIN ${body} END`,
    ),
  ];
}

const more = `INSERT INTO unfinished_records SELECT value, 1 FROM json_each(json_array(NEW.unfinished_in, ''))
  WHERE NEW.unfinished_in IS NOT NULL ON CONFLICT DO UPDATE SET records = records + 1;`;
const less = `UPDATE unfinished_records SET records = records - 1
  WHERE OLD.unfinished_in IS NOT NULL AND directory IN (OLD.unfinished_in, '');
  DELETE FROM unfinished_records WHERE records <= 0 AND directory = OLD.unfinished_in;`;

/** Makes the triggers anew, and counts what is there. */
export async function layUnfinishedCount(database: Database): Promise<void> {
  await database.transaction([
    ...trigger('insert', 'INSERT', 'NEW.unfinished_in IS NOT NULL', more),
    ...trigger('update', 'UPDATE OF unfinished_in', 'NEW.unfinished_in IS NOT OLD.unfinished_in', less + more),
    ...trigger('delete', 'DELETE', 'OLD.unfinished_in IS NOT NULL', less),
    statement('DELETE FROM unfinished_records'),
    statement(`INSERT INTO unfinished_records SELECT unfinished_in, count(*) FROM authority_record
               WHERE unfinished_in IS NOT NULL GROUP BY unfinished_in`),
    statement("INSERT INTO unfinished_records SELECT '', coalesce(sum(records), 0) FROM unfinished_records"),
  ]);
}

/** Whether the directory (`?8`), and all of them, have room for one more within `?9` and `?10`. */
export const hasRoomForUnfinished = `coalesce((SELECT records FROM unfinished_records WHERE directory = ?8), 0) < ?9
  AND (SELECT records FROM unfinished_records WHERE directory = '') < ?10`;
