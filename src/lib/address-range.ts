/** IP addresses and CIDR ranges: parsing, matching, and the network that stands for one party. Pure. */

/** 32 or 128 bits of an address; an IPv4 address written as IPv6 (`::ffff:192.0.2.1`) counts as IPv4. */
interface Bits {
  readonly width: 32 | 128;
  readonly value: bigint;
}

/** A range in CIDR notation, ready to be matched. */
export interface AddressRange extends Bits {
  readonly prefix: number;
}

const mappedPrefix = 0xffffn << 32n;

function parseIPv4(text: string): bigint | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let value = 0n;
  for (const part of parts) {
    // A leading zero is octal to some and decimal to others, so it is nothing here.
    if (!/^(0|[1-9]\d{0,2})$/.test(part) || Number(part) > 255) return null;
    value = (value << 8n) | BigInt(part);
  }
  return value;
}

function groupsOf(text: string): bigint[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: bigint[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const embedded = index === parts.length - 1 ? parseIPv4(part) : null;
      if (embedded === null) return null;
      groups.push(embedded >> 16n, embedded & 0xffffn);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) groups.push(BigInt(`0x${part}`));
    else return null;
  }
  return groups;
}

// RFC 4291 §2.2
function parseIPv6(text: string): bigint | null {
  if (text.length > 45) return null;
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return null;
  // An embedded IPv4 address may stand at the very end only.
  if (tail !== undefined && head.includes('.')) return null;
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  if (before === null || after === null) return null;
  const missing = 8 - before.length - after.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return null;
  return [...before, ...Array<bigint>(missing).fill(0n), ...after].reduce((value, group) => (value << 16n) | group, 0n);
}

function parseAddress(text: string): Bits | null {
  const four = parseIPv4(text);
  if (four !== null) return { width: 32, value: four };
  // RFC 4007 §11: a zone says which link, not which address.
  const six = parseIPv6(text.replace(/%.*$/s, ''));
  if (six === null) return null;
  // RFC 4291 §2.5.5.2
  return six >> 32n === mappedPrefix >> 32n ? { width: 32, value: six & 0xffffffffn } : { width: 128, value: six };
}

/** The range that `text` (`192.0.2.0/24`, `2001:db8::/32`, or one address) stands for; null: it stands for none. */
export function parseAddressRange(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  const written = slash === -1 ? text : text.slice(0, slash);
  const address = parseAddress(written);
  if (address === null) return null;
  if (slash === -1) return { ...address, prefix: address.width };
  const digits = text.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits)) return null;
  // The prefix of a mapped range counts from the beginning of the IPv6 address.
  const prefix = Number(digits) - (address.width === 32 && written.includes(':') ? 96 : 0);
  return prefix < 0 || prefix > address.width ? null : { ...address, prefix };
}

/** Whether `address` lies in `range`. What cannot be parsed lies nowhere and holds nothing. */
export function isInRange(address: string, range: string): boolean {
  const parsed = parseAddressRange(range);
  const point = parseAddress(address);
  if (parsed === null || point === null || parsed.width !== point.width) return false;
  const shift = BigInt(parsed.width - parsed.prefix);
  return point.value >> shift === parsed.value >> shift;
}

/** Whether `address` lies in any of `ranges`. */
export function isInAnyRange(address: string, ranges: readonly string[]): boolean {
  return ranges.some((range) => isInRange(address, range));
}

/**
 * One name for all the addresses that one party surely holds: an IPv4 address, or the /64 of an IPv6 address (RFC 6177: a
 * site has at least that, and could otherwise come from a new address with every try).
 */
export function partyOf(address: string): string {
  const bits = parseAddress(address);
  if (bits === null) return address;
  return bits.width === 32 ? bits.value.toString(16) : `${(bits.value >> 64n).toString(16)}::/64`;
}
