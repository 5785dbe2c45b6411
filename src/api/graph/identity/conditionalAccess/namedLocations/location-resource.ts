/** A named location as Graph shows one, and as it is written: networks alone, no countries. Pure. */
import type { NamedLocation } from '../../../../../directory/conditional-access-policy.ts';
import { parseAddressRange } from '../../../../../lib/address-range.ts';
import { Fields } from '../../../fields.ts';
import type { ListShape } from '../../../odata/list-body.ts';
import type { Resource } from '../../../odata/select.ts';
import { timeOf } from '../policies/policy-resource.ts';

const type = '#microsoft.graph.ipNamedLocation';
const maximumName = 256;

export const locationShape: ListShape = {
  type: 'namedLocation',
  names: ['@odata.type', 'id', 'displayName', 'createdDateTime', 'modifiedDateTime', 'isTrusted', 'ipRanges'],
  filterable: ['id', 'displayName', 'isTrusted', 'createdDateTime', 'modifiedDateTime'],
  orderable: ['displayName', 'createdDateTime', 'modifiedDateTime'],
};

export function locationResource({ id, name, trusted, ranges, createdAt, modifiedAt }: NamedLocation): Resource {
  return {
    '@odata.type': type,
    id,
    displayName: name,
    createdDateTime: timeOf(createdAt),
    modifiedDateTime: timeOf(modifiedAt),
    isTrusted: trusted,
    ipRanges: ranges.map((range) => ({ '@odata.type': rangeType(range), cidrAddress: range })),
  };
}

function rangeType(range: string): string {
  return `#microsoft.graph.iPv${parseAddressRange(range)?.width === 128 ? 6 : 4}CidrRange`;
}

/** What a body says of a location. Throws a `BadRequest` that names what is not supported. */
export function readLocation(body: unknown): Partial<Pick<NamedLocation, 'name' | 'trusted' | 'ranges'>> {
  const fields = new Fields(body);
  const written = (body as Readonly<Record<string, unknown>>)['@odata.type'];
  if (written !== undefined && written !== type)
    throw fields.bad('@odata.type', `must be '${type}': countries are not known here`);
  fields.ignore('id', 'createdDateTime', 'modifiedDateTime');
  const name = fields.text('displayName');
  if (name === '' || (name !== undefined && name.length > maximumName))
    throw fields.bad('displayName', `must have 1 to ${maximumName} characters`);
  const trusted = fields.flag('isTrusted');
  const ranges = fields.objects('ipRanges')?.map(readRange);
  fields.refuseOthers();
  return { ...(name !== undefined && { name }), ...(trusted !== undefined && { trusted }), ...(ranges && { ranges }) };
}

function readRange(range: Fields): string {
  const address = range.text('cidrAddress');
  range.refuseOthers();
  if (address === undefined || !address.includes('/') || parseAddressRange(address) === null)
    throw range.bad('cidrAddress', "must be a range such as '192.0.2.0/24' or '2001:db8::/32'");
  return address;
}
