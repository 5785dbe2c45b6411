/** The admin centre of a tenant in which a device sends mail, in clear on loopback. */
import type { TestContext } from 'node:test';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { password, request } from '../fixtures/house-with-people.ts';
import { type CentreHouse, centreHouse } from './centre-house.ts';

export interface HouseWithDevice extends CentreHouse {
  /** The user whose mailbox the device signs in to. */
  readonly device: Awaited<ReturnType<CentreHouse['addUser']>>;
  /** Answers the id that the message was accepted under, or the one at the end of the refusal. */
  send(mail?: SendMailOptions, secret?: string): Promise<string>;
}

const listener = {
  name: 'submission',
  address: '127.0.0.1',
  port: 0,
  tarpitSeconds: 0,
  clearTextNetworks: ['127.0.0.0/8'],
};

/** The device `scanner@x.example` may send until a test takes that away. */
export async function houseWithDevice(t: TestContext, options: object = {}): Promise<HouseWithDevice> {
  const house = await centreHouse(t, { listeners: [listener], ...options });
  const device = await house.addUser('scanner');
  await house.administration.settings.changeOfUser(request, device, { mailboxSmtpAuth: 'on' });
  const { userPrincipalName } = device;
  return {
    ...house,
    device,
    async send(mail = {}, secret = password) {
      const transport = createTransport({
        host: '127.0.0.1',
        port: house.service.listeners[0]?.port ?? 0,
        ignoreTLS: true,
        auth: { user: userPrincipalName, pass: secret },
      });
      const plain = { from: userPrincipalName, to: 'office@other.example', subject: 'Scan', text: 'A page' };
      const said = await transport.sendMail({ ...plain, ...mail }).then(
        ({ response }) => response,
        (error: Error) => error.message,
      );
      return /[0-9A-F]{16}/.exec(said)?.[0] ?? said;
    },
  };
}
