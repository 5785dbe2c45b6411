/** Where Postern keeps its data when nobody says otherwise. */
import { homedir } from 'node:os';
import { join } from 'node:path';

/** `$XDG_STATE_HOME/postern`, else `~/.local/state/postern`; on Windows `%LOCALAPPDATA%\postern`. */
export function defaultDataDirectory(environment: NodeJS.ProcessEnv = process.env): string {
  const local = environment['LOCALAPPDATA'];
  if (process.platform === 'win32' && local) return join(local, 'postern');
  return join(environment['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'postern');
}
