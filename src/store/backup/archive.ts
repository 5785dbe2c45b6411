/** What a backup is made of: the names that stand in it, its beginning and its end. Pure. */
import { Type } from 'typebox';
import { Value } from 'typebox/value';

/** Of the archive; a Postern that does not know it refuses it. */
export const archiveFormat = 1;
/** The first part says what reads it, the last one what every other must be. */
export const aboutPath = 'about.json';
export const manifestPath = 'manifest.json';
/** Neither of the two is larger: they are read into memory. */
export const maximumJsonBytes = 64 * 1024 * 1024;

const aboutSchema = Type.Object({
  format: Type.Integer(),
  /** The version that wrote it. */
  postern: Type.String(),
  createdAt: Type.String(),
  /** The steps that its database has seen. */
  migrations: Type.Array(Type.Integer()),
});

const manifestSchema = Type.Object({
  parts: Type.Array(Type.Object({ path: Type.String(), sizeBytes: Type.Integer(), sha256: Type.String() })),
});

export type About = Type.Static<typeof aboutSchema>;
export type ManifestPart = Type.Static<typeof manifestSchema>['parts'][number];

/** Null: it is none. */
export function aboutOf(octets: Buffer): About | null {
  const json = parsed(octets);
  return Value.Check(aboutSchema, json) ? json : null;
}

/** Null: it is none. */
export function manifestPartsOf(octets: Buffer): readonly ManifestPart[] | null {
  const json = parsed(octets);
  return Value.Check(manifestSchema, json) ? json.parts : null;
}

function parsed(octets: Buffer): unknown {
  try {
    return JSON.parse(octets.toString('utf8'));
  } catch {
    return null;
  }
}

/** Files at the root of the data directory. */
export const rootFiles = [
  'service-secret',
  'token-keys.json',
  'sandbox-password',
  'sandbox-applications.json',
] as const;
export const databaseFile = 'postern.db';
/** Directories at the root, whose files are those of `dataPaths`. */
export const rootDirectories = ['spool', 'drafts', 'tls'] as const;
/** Files at the root that a service makes anew, and a backup leaves out. */
export const passingFiles = [`${databaseFile}-wal`, `${databaseFile}-shm`, 'door.json', 'lock'] as const;

const dataPaths = [
  /^spool\/segments\/\d{8}\.seg$/,
  /^spool\/large\/[0-9a-f]{24}$/,
  /^drafts\/[0-9a-f]{24}$/,
  /^tls\/[a-z0-9-]{1,40}\.(?:pem|json)$/,
];

/** Whether a path names a file that a data directory has: nothing else is ever written. */
export function isDataPath(path: string): boolean {
  return (
    path === databaseFile || rootFiles.some((each) => each === path) || dataPaths.some((pattern) => pattern.test(path))
  );
}
