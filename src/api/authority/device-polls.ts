/** How often each device asks for its tokens: too often is told to slow down (RFC 8628 §3.5). */
import { createBoundedMap } from '../../lib/bounded-map.ts';
import { pollSeconds } from './answer-in-entra-shape.ts';

/** Devices that are remembered. */
const maximumDevices = 10_000;
/** A clock or a network that hurries a little is forgiven. */
const leastMs = (pollSeconds * 1000) / 2;

/** Answers whether the device comes at a decent time. `now` in milliseconds since 1970. */
export type DecentPoll = (deviceCode: string, now: number) => boolean;

export function createDevicePolls(): DecentPoll {
  const polls = createBoundedMap<string, number>(maximumDevices);
  return (deviceCode, now) => {
    const last = polls.get(deviceCode);
    polls.set(deviceCode, now);
    return last === undefined || now - last >= leastMs;
  };
}
