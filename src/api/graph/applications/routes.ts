/** The requests below `/applications`. */
import { createApplication, listApplications } from '../applications.ts';
import type { GraphRoute, GraphVersion } from '../graph-call.ts';
import { listOptions } from '../odata/query.ts';
import { addPassword } from './addPassword.ts';
import { deleteApplication, getApplication, patchApplication } from './application.ts';
import { removePassword } from './removePassword.ts';

const versions: readonly GraphVersion[] = ['v1.0', 'beta'];
const one = '/applications/{id}';

export const applicationRoutes: readonly GraphRoute[] = [
  { method: 'GET', path: '/applications', versions, handler: listApplications, options: listOptions },
  { method: 'POST', path: '/applications', versions, handler: createApplication },
  { method: 'GET', path: one, versions, handler: getApplication },
  { method: 'PATCH', path: one, versions, handler: patchApplication },
  { method: 'DELETE', path: one, versions, handler: deleteApplication },
  { method: 'POST', path: `${one}/addPassword`, versions, handler: addPassword },
  { method: 'POST', path: `${one}/removePassword`, versions, handler: removePassword },
];
