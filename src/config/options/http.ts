/** The options of the HTTP doors, `http.*`. */
import { Type } from 'typebox';
import { count, port } from './numbers.ts';

export const httpSchema = Type.Object(
  {
    address: Type.String({ default: '127.0.0.1', description: 'Loopback, or an address behind a proxy' }),
    port: Type.Integer({ ...port, default: 2580 }),
    tls: Type.Boolean({
      default: false,
      description:
        'It speaks HTTPS, with the certificate below; the command line then has a door of its own on loopback',
    }),
    httpsPort: Type.Union([Type.Null(), Type.Integer({ ...port })], {
      default: null,
      description: 'A second door at the same address that speaks HTTPS; null: none',
    }),
    publicUrl: Type.String({
      default: '',
      description: 'How clients reach it, for instance https://mail.example; empty: by address and port',
    }),
    requestLimit: Type.Integer({
      minimum: 0,
      default: 3500,
      description:
        'Requests of one application to one tenant in `requestLimitSeconds`, through Graph and the Exchange admin API; 0: no limit',
    }),
    requestLimitSeconds: count(10, 'The time that `requestLimit` is about'),
    connections: count(2000, 'Connections of one door at once; what comes then is closed'),
    trustedProxies: Type.Array(Type.String(), {
      default: [],
      description:
        'Address ranges (CIDR) of proxies that say in `X-Forwarded-For` who asks; without them, all that comes through a proxy is of one address',
    }),
  },
  { additionalProperties: false, default: {} },
);
