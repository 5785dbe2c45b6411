/** Findings about a tenant that are no causes. Pure. */
import type { Note } from './note.ts';

export const tenantNotes = {} as const satisfies Record<string, Note>;
