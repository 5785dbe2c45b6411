/** How far each target of forwarding has come in each log. */
export const forward = `
CREATE TABLE forward_cursor (
  target TEXT NOT NULL,
  log TEXT NOT NULL,
  -- All up to this one was taken by the target, or is from before it.
  sequence INTEGER NOT NULL,
  PRIMARY KEY (target, log)
) STRICT, WITHOUT ROWID;
`;
