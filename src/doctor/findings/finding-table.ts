/** Every finding that is no cause: how much it matters, what to do, where more is written. Its words: `finding.ID.*` in `locales/`. Pure. */
import type { Note } from './note.ts';
import { tenantNotes } from './tenant-notes.ts';
import { wireNotes } from './wire-notes.ts';

export const notes = { ...wireNotes, ...tenantNotes } as const satisfies Record<string, Note>;

export type NoteId = keyof typeof notes;
