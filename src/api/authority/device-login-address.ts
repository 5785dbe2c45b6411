/** The one address that a person is told who signs in for a device, whatever the directory. Pure. */

export const deviceLoginPath = '/devicelogin';

export function deviceLoginAddress(baseUrl: string): string {
  return `${baseUrl}${deviceLoginPath}`;
}
