/** What strangers make the authority keep before anybody has signed in, and how much of it there is. */
export const unfinishedRecords = `
-- The directory in which it counts as not finished; NULL: somebody has signed in.
ALTER TABLE authority_record ADD COLUMN unfinished_in TEXT;

-- Kept by triggers (unfinished-records.ts). The directory '' is all of them together.
CREATE TABLE unfinished_records (
  directory TEXT PRIMARY KEY,
  records INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
`;
