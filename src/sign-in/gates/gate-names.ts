/** The reasons to refuse a sign-in. */
import type { gateNames } from '../../contract/words.ts';

export type GateName = (typeof gateNames)[number];
