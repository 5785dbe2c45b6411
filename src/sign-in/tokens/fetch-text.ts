/** Fetches a text from an address that an administrator of a tenant has named: not from our own network, unless that is allowed. */
import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from '../../lib/public-address.ts';

export interface FetchLimits {
  readonly waitMs: number;
  readonly bytes: number;
  /** Whether a name may stand for an address of this machine or of a private network. */
  readonly privateAddresses: boolean;
}

/** Null: the answer is none, or too long. Rejects where there is no answer. Redirects are not followed. */
export function fetchText(
  address: string,
  accept: string,
  { waitMs, bytes, privateAddresses }: FetchLimits,
): Promise<string | null> {
  const url = new URL(address);
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    const options = {
      headers: { accept },
      agent: false,
      signal: AbortSignal.timeout(waitMs),
      ...(!privateAddresses && { lookup: publicLookup }),
    };
    request(url, options, (response) => {
      const { statusCode = 0 } = response;
      const isGood = statusCode >= 200 && statusCode < 300;
      if (!isGood) response.destroy();
      resolve(isGood ? readBounded(response, bytes) : null);
    })
      .on('error', reject)
      .end();
  });
}

/** The connection goes to what was looked up here, so that no second look-up can answer otherwise. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error !== null) callback(error, '', 0);
    else if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address)))
      callback(new Error(`${hostname} stands for an address of a private network`), '', 0);
    else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

async function readBounded(response: IncomingMessage, maximumBytes: number): Promise<string | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Leaving the loop closes the connection.
    if (size > maximumBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
