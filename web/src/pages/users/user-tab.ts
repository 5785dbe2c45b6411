/** What each tab of a user's panel is handed. */
import type { AnswerOf } from '../../api/routes.ts';
import type { Done } from '../../components/done-notice.tsx';

export interface UserTabProps extends AnswerOf<'GET /users/{user}'> {
  readonly done: Done;
  /** The user is there no longer. */
  readonly onRemoved: (text: string) => void;
}
