/** What callers of every door read of a fault of ours. Pure. */

export const serviceFailedText = 'the service failed; its log has the reason';
