/** Queue: what waits to be delivered, and what is held back. */
import type { ReactElement } from 'react';
import { WaitingList } from './waiting-list.tsx';

export default function QueuePage(): ReactElement {
  return <WaitingList name="queue" only={null} />;
}
