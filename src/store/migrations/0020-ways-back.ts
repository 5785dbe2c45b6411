/** What a row goes back to where that is not what was before: a change below it has come to its end meanwhile. */
export const waysBack = `
ALTER TABLE audit_image ADD COLUMN back TEXT;
`;
