/** Which page is at which address; each comes with the first visit to it. */
import type { ComponentType } from 'react';
import { createBrowserRouter, type RouteObject } from 'react-router';
import { BrokenPage, NoSuchPage } from './navigation/lost.tsx';
import { Shell } from './navigation/shell.tsx';

function page(path: string, load: () => Promise<{ readonly default: ComponentType }>): RouteObject {
  return { path, lazy: async () => ({ Component: (await load()).default }) };
}

const pages: RouteObject[] = [
  page('/', () => import('./pages/home/home-page.tsx')),
  page('/audit', () => import('./pages/audit/audit-page.tsx')),
  page('/audit/:id', () => import('./pages/audit/audit-entry-page.tsx')),
  page('/doctor', () => import('./pages/doctor/doctor-page.tsx')),
  page('/find/:id', () => import('./pages/sign-ins/find-page.tsx')),
  page('/health', () => import('./pages/health/health-page.tsx')),
  page('/identity/applications/:application?', () => import('./pages/applications/applications-page.tsx')),
  page('/identity/conditional-access/:policy?', () => import('./pages/conditional-access/conditional-access-page.tsx')),
  page('/identity/properties', () => import('./pages/identity/properties-page.tsx')),
  page('/mail-flow/captured', () => import('./pages/mail-flow/captured-page.tsx')),
  page('/mail-flow/dead-letters', () => import('./pages/mail-flow/dead-letters-page.tsx')),
  page('/mail-flow/queue', () => import('./pages/mail-flow/queue-page.tsx')),
  page('/mail-flow/trace', () => import('./pages/mail-flow/trace-page.tsx')),
  page('/mail-flow/trace/:id', () => import('./pages/mail-flow/message-page.tsx')),
  page('/multi-factor', () => import('./pages/multi-factor/multi-factor-page.tsx')),
  page('/organization', () => import('./pages/organization/organization-page.tsx')),
  page('/roles', () => import('./pages/roles/roles-page.tsx')),
  page('/sign-ins', () => import('./pages/sign-ins/sign-ins-page.tsx')),
  page('/sign-ins/:sessionId', () => import('./pages/sign-ins/sign-in-page.tsx')),
  page('/users/:user?', () => import('./pages/users/users-page.tsx')),
  { path: '*', Component: NoSuchPage },
];

export const router = createBrowserRouter(
  [{ Component: Shell, ErrorBoundary: BrokenPage, children: [{ ErrorBoundary: BrokenPage, children: pages }] }],
  { basename: '/centre' },
);
