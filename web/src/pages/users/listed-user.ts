/** A user as lists have them. */
import type { AnswerOf } from '../../api/routes.ts';

export type ListedUser = AnswerOf<'GET /users'>['users'][number];
