/** The admin centre: starts what every page needs, and shows it. */
import { createRoot } from 'react-dom/client';
import { Centre } from './centre.tsx';
import { startI18n } from './i18n/i18n.ts';
import { watchPresence } from './session/presence.ts';

watchPresence();
await startI18n();
const root = document.querySelector('#centre');
if (root !== null) createRoot(root).render(<Centre />);
