/** `/auditLogs/signIns/{id}`. */
import { Refusal } from '../../../../administration/refusal.ts';
import { type GraphHandler, ok } from '../../graph-call.ts';
import { picked, selectedNames } from '../../odata/select.ts';
import { recordOfGuid } from '../record-guid.ts';
import { showSignIns } from './show-sign-ins.ts';
import { isInEntrasLog, signInShape } from './sign-in-resource.ts';

export const getSignIn: GraphHandler = async (call, services) => {
  const { caller, base, version, parameters, query } = call;
  const { names, type } = signInShape(version);
  const selected = selectedNames(query.select, names, names, type);
  const id = parameters['id'] ?? '';
  const record = await services.administration.signIns.find(caller, recordOfGuid(id));
  if (!isInEntrasLog(record)) throw new Refusal({ kind: 'not-found', what: 'sign-in', name: id });
  const resource = picked(await showSignIns(call, services)(record), selected);
  return ok({ '@odata.context': `${base}/$metadata#auditLogs/signIns/$entity`, ...resource });
};
