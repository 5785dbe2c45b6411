/** What pages load: style, icon and scripts, from our own origin, under names that change with their content. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { FastifyInstance } from 'fastify';

interface Asset {
  readonly type: string;
  readonly content: Buffer;
  readonly digest: string;
}

const own = (name: string): string => join(import.meta.dirname, 'assets', name);
// The one file of the package that needs no module loader.
const webauthn = join(
  dirname(createRequire(import.meta.url).resolve('@simplewebauthn/browser')),
  '../dist/bundle/index.umd.min.js',
);

const files = {
  'postern.css': ['text/css; charset=utf-8', own('postern.css')],
  'icon.svg': ['image/svg+xml', own('icon.svg')],
  'page.js': ['text/javascript; charset=utf-8', own('page.js')],
  'webauthn.js': ['text/javascript; charset=utf-8', webauthn],
} as const;

export type AssetName = keyof typeof files;

const assets = new Map<string, Asset>(
  Object.entries(files).map(([name, [type, file]]) => {
    const content = readFileSync(file);
    return [name, { type, content, digest: createHash('sha256').update(content).digest('hex').slice(0, 16) }];
  }),
);

export function assetPath(name: AssetName): string {
  return `/pages/${assets.get(name)?.digest}/${name}`;
}

/** The digest is for caches; whatever it says, the newest content is answered. */
export function assetRoutes(server: FastifyInstance): void {
  server.get<{ Params: { digest: string; name: string } }>('/pages/:digest/:name', (request, reply) => {
    const { digest, name } = request.params;
    const asset = assets.get(name);
    if (asset === undefined) return reply.callNotFound();
    const cached = digest === asset.digest ? 'public, max-age=31536000, immutable' : 'no-store';
    return reply
      .headers({ 'cache-control': cached, 'x-content-type-options': 'nosniff' })
      .type(asset.type)
      .send(asset.content);
  });
}
