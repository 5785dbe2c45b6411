/** Where the doctor inside the service signs in as a device: at its own first submission listener, whose certificate it knows. */
import type { Configuration } from '../config/schema.ts';
import type { SmtpDoor } from '../doctor/fix/sign-in-as-device.ts';
import type { ReloadableCertificate } from '../smtp/server/tls/reloadable-certificate.ts';

/** Null: there is none. */
export function submissionDoorOf(
  { listeners }: Pick<Configuration, 'listeners'>,
  ports: readonly { readonly name: string; readonly port: number }[],
  certificate: Pick<ReloadableCertificate, 'pair'>,
): SmtpDoor | null {
  const listener = listeners.find(({ endpoint }) => endpoint === 'submission');
  const port = ports.find(({ name }) => name === listener?.name)?.port;
  if (listener === undefined || port === undefined) return null;
  return {
    host: reachable(listener.address),
    port,
    tls: listener.tls === 'implicit' ? 'implicit' : 'starttls',
    // The certificate itself is what is trusted, and nothing else: whichever name it is for, and whoever has issued it.
    tlsOptions: {
      ca: certificate.pair().cert,
      allowPartialTrustChain: true,
      checkServerIdentity: () => undefined,
    },
  };
}

/** An address of this machine at which a listener on all of them is met. */
function reachable(address: string): string {
  if (address === '0.0.0.0') return '127.0.0.1';
  return address === '::' ? '::1' : address;
}
