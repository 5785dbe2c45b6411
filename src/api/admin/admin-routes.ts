/** Every route of the admin API. */
import type { Services } from '../services.ts';
import type { AdminRoute } from './admin-route.ts';
import { appPasswordRoutes } from './app-passwords.ts';
import { applicationRoutes } from './applications.ts';
import { auditRoutes } from './audit.ts';
import { authenticationPolicyRoutes } from './authentication-policies.ts';
import { conditionalAccessRoutes } from './conditional-access.ts';
import { doctorRoutes } from './doctor.ts';
import { doctorForesightRoutes } from './doctor-foresight.ts';
import { doctorHostRoutes } from './doctor-hosts.ts';
import { eventRoutes } from './events.ts';
import { mailboxPermissionRoutes } from './mailbox-permissions.ts';
import { meRoutes } from './me.ts';
import { messageContentRoutes } from './message-content.ts';
import { messageRoutes } from './messages.ts';
import { overviewRoutes } from './overview.ts';
import { queueRoutes } from './queue.ts';
import { roleRoutes } from './roles.ts';
import { serviceRoutes } from './service.ts';
import { setupRoutes } from './setup.ts';
import { signInRoutes } from './sign-ins.ts';
import { tenantRoutes } from './tenants.ts';
import { trustedIssuerRoutes } from './trusted-issuers.ts';
import { userRoutes } from './users.ts';
import { watchRoutes } from './watch.ts';

export function adminRoutes(services: Services): readonly AdminRoute[] {
  const routes = [
    ...meRoutes(services),
    ...overviewRoutes(services),
    ...tenantRoutes(services),
    ...authenticationPolicyRoutes(services),
    ...conditionalAccessRoutes(services),
    ...trustedIssuerRoutes(services),
    ...userRoutes(services),
    ...appPasswordRoutes(services),
    ...roleRoutes(services),
    ...applicationRoutes(services),
    ...mailboxPermissionRoutes(services),
    ...auditRoutes(services),
    ...signInRoutes(services),
    ...messageRoutes(services),
    ...messageContentRoutes(services),
    ...queueRoutes(services),
    ...watchRoutes(services),
    ...eventRoutes(services),
    ...serviceRoutes(services),
    ...setupRoutes(services),
  ];
  return [
    ...routes,
    ...doctorRoutes(services, routes),
    ...doctorForesightRoutes(services, routes),
    ...doctorHostRoutes(services),
  ];
}
