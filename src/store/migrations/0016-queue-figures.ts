/** Figures of the queue without a look at each recipient: the index of those who wait names their state, a small one has the rest. */
export const queueFigures = `
DROP INDEX recipient_due;
CREATE INDEX recipient_due ON recipient (due_at, state_name) WHERE due_at IS NOT NULL;
CREATE INDEX recipient_parked ON recipient (state_name, changed_at) WHERE state_name IN ('held', 'dead');
`;
