/** What the pages of people need of the rest of the service. */
import type { Administration } from '../../administration/administration.ts';
import type { ChosenPasswords } from '../../administration/chosen-passwords.ts';
import type { SetupAdministration } from '../../administration/setup.ts';
import type { DirectoryStore } from '../../directory/directory-store.ts';
import type { RoleStore } from '../../directory/role-store.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Enrolment } from '../../sign-in/interactive/enrolment.ts';
import type { InteractiveSignIn } from '../../sign-in/interactive/interactive-sign-in.ts';
import type { CsrfTokens } from '../pages/form.ts';
import type { OwnInteractions } from './own-interactions.ts';
import type { Sessions } from './sessions.ts';

export interface PageParts {
  readonly signIn: InteractiveSignIn;
  readonly enrolment: Enrolment;
  readonly administration: Pick<Administration, 'methods'>;
  readonly directory: Pick<DirectoryStore, 'findTenant' | 'findUser' | 'settingsOfUser'>;
  readonly roles: Pick<RoleStore, 'rolesOf'>;
  readonly setup: Pick<SetupAdministration, 'isNeeded' | 'complete'>;
  readonly chosenPasswords: Pick<ChosenPasswords, 'rule' | 'verifiers'>;
  readonly own: OwnInteractions;
  /** Null: the address may begin one more; else the seconds to wait. */
  readonly guards: { begin(address: string): number | null };
  readonly sessions: Sessions;
  readonly csrf: CsrfTokens;
  /** How browsers reach these pages. */
  readonly baseUrl: () => string;
  readonly clock: Clock;
  readonly fault: (error: unknown) => void;
}
