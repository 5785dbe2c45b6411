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
  page('/doctor', () => import('./pages/doctor/doctor-page.tsx')),
  page('/find/:id', () => import('./pages/sign-ins/find-page.tsx')),
  page('/identity/properties', () => import('./pages/identity/properties-page.tsx')),
  page('/multi-factor', () => import('./pages/multi-factor/multi-factor-page.tsx')),
  page('/sign-ins', () => import('./pages/sign-ins/sign-ins-page.tsx')),
  page('/sign-ins/:sessionId', () => import('./pages/sign-ins/sign-in-page.tsx')),
  page('/users/:user?', () => import('./pages/users/users-page.tsx')),
  { path: '*', Component: NoSuchPage },
];

export const router = createBrowserRouter(
  [{ Component: Shell, ErrorBoundary: BrokenPage, children: [{ ErrorBoundary: BrokenPage, children: pages }] }],
  { basename: '/centre' },
);
