/** A configuration as a list: each option with its value, and whether somebody wrote it or it is the default. Pure. */
import { isRecord } from '../lib/is-record.ts';

export interface OptionInForce {
  /** `http.port`, `listeners[0].name` */
  readonly name: string;
  readonly value: unknown;
  readonly source: 'default' | 'written';
}

/** Every option of `inForce`; what stands in `written` was not left to its default. It holds no secret, for a configuration names files. */
export function describeConfiguration(inForce: unknown, written: unknown, name = ''): OptionInForce[] {
  if (Array.isArray(inForce) && inForce.some((each) => typeof each === 'object')) {
    return inForce.flatMap((each, place) =>
      describeConfiguration(each, Array.isArray(written) ? written[place] : undefined, `${name}[${place}]`),
    );
  }
  if (typeof inForce !== 'object' || inForce === null || Array.isArray(inForce))
    return [{ name, value: shown(inForce), source: written === undefined ? 'default' : 'written' }];
  return Object.entries(inForce).flatMap(([key, value]) =>
    describeConfiguration(value, memberOf(written, key), name === '' ? key : `${name}.${key}`),
  );
}

/** Some receivers have their key in the address: what stands around its host is not shown. */
function shown(value: unknown): unknown {
  return typeof value === 'string'
    ? value.replace(
        /^(https?:\/\/)(?:[^/?#]*@)?([^/?#@]+)(?:([/?#]).+)?$/,
        (_, scheme, host, rest) => `${scheme}${host}${rest === undefined ? '' : '/…'}`,
      )
    : value;
}

function memberOf(written: unknown, key: string): unknown {
  return isRecord(written) ? written[key] : undefined;
}
