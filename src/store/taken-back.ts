/** Which entries of the audit log are taken back, as SQL: an undo counts unless it was taken back itself, and so on. */

/** The newest entry that takes back the entry with the id `id`, an expression. */
export const newestUndoOf = (id: string): string =>
  `(SELECT undo.id FROM audit_entry undo WHERE undo.undo_of = ${id} ORDER BY undo.sequence DESC LIMIT 1)`;

/** Whether the entry with the id `id` is taken back: where the chain of undos from it has an odd number of links. */
export const isTakenBack = (id: string): string =>
  `(WITH RECURSIVE link (id, number) AS (
      SELECT ${id}, 0 UNION ALL SELECT ${newestUndoOf('link.id')}, number + 1 FROM link WHERE link.id IS NOT NULL)
    SELECT max(number) % 2 = 0 FROM link)`;
