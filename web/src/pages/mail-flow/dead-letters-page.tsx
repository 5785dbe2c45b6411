/** Dead letters: what could neither be delivered nor reported to anybody. */
import type { ReactElement } from 'react';
import { WaitingList } from './waiting-list.tsx';

export default function DeadLettersPage(): ReactElement {
  return <WaitingList name="dead" only="dead" />;
}
