/** Which addresses belong to the Internet, and to no machine or network of one's own. Pure. */
import { isInAnyRange } from './address-range.ts';

/** The IANA registries of special-purpose addresses (RFC 6890), and multicast. */
const special = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '224.0.0.0/3',
  '::/127',
  '64:ff9b:1::/48',
  '100::/64',
  '2002::/16',
  'fc00::/7',
  'fe80::/10',
  'fec0::/10',
  'ff00::/8',
] as const;

/** An IPv4 or IPv6 address, also an IPv4 one that is written as IPv6. */
export function isPublicAddress(address: string): boolean {
  return !isInAnyRange(address, special);
}
