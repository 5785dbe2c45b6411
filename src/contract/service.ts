/** The service as a whole, as the admin API has it. */
import { Type } from 'typebox';
import { oneOf, orNull, shape, texts } from './common.ts';
import { route } from './route-contract.ts';

export const takeBackup = route('POST /backup', {
  operationId: 'takeBackup',
  summary: 'All that the service keeps, as of now, with its keys: a tar archive with the SHA-256 of each part',
  octets: 'application/x-tar',
});

export const showConfiguration = route('GET /configuration', {
  operationId: 'showConfiguration',
  summary: 'The configuration in force, and where each value comes from; secrets stand in it as paths only',
  answer: shape('Configuration', {
    origin: Type.String({ description: 'The file, or who wrote it' }),
    options: Type.Array(
      shape('OptionInForce', {
        name: Type.String({ description: 'As in http.port or listeners[0].name' }),
        value: Type.Unknown(),
        source: oneOf('default', 'written'),
      }),
    ),
  }),
});

export const listConnectors = route('GET /connectors', {
  operationId: 'listConnectors',
  summary: 'Where mail goes, in the order in which connectors are asked for a recipient',
  answer: shape('Connectors', {
    connectors: Type.Array(
      shape('Connector', {
        name: Type.String(),
        kind: oneOf('capture', 'smtp'),
        domains: { ...texts, description: 'Recipient domains; empty: all' },
        server: orNull(Type.String({ description: 'host:port' })),
        tls: orNull(oneOf('none', 'starttls', 'implicit')),
        user: orNull(Type.String({ description: 'The name that it signs in with' })),
      }),
    ),
  }),
});
