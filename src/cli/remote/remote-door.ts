/** The way from a command to a service elsewhere, as whoever is signed in there. */
import { type Door, doorOver } from '../door.ts';
import { notSignedIn, signedInAt } from './access-token.ts';
import { askServer, trust } from './ask-server.ts';
import { openSessionFile } from './session-file.ts';

/** The door of the service at `server`; who is signed in there is looked for at the first call. */
export function openRemoteDoor(server: string): Door {
  const file = openSessionFile();
  let ca: Promise<void> | undefined;
  return doorOver(async (path, { headers, ...request }) => {
    ca ??= file.find(server).then((session) => trust(session?.ca ?? null));
    await ca;
    const { accessToken } = await signedInAt(server, file);
    const authorization = `Bearer ${accessToken}`;
    const response = await askServer(server, `${server}/admin/v1${path}`, {
      ...request,
      headers: { ...headers, authorization },
    });
    if (response.status !== 401) return response;
    const problem = (await response.json().catch(() => null)) as { detail?: unknown } | null;
    const why = typeof problem?.detail === 'string' ? ` (${problem.detail})` : '';
    throw notSignedIn(server, `the sign-in is not taken${why}`);
  });
}
