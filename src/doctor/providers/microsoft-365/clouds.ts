/** Where the APIs of Microsoft 365 are, in each of its clouds. Pure. */

import type { Whose } from '../../advice/steps.ts';

/** Base addresses, without a slash at the end, and what tokens for the two APIs are asked for. */
export interface Cloud {
  readonly authority: string;
  readonly graph: string;
  readonly exchange: string;
  readonly graphResource: string;
  readonly exchangeResource: string;
  /** Where devices sign in, on port 587; null: it is not known. */
  readonly submission: string | null;
}

/** National clouds ask for tokens under their own hosts. */
function cloud(authority: string, graph: string, exchange: string, submission: string | null): Cloud {
  return { authority, graph, exchange, graphResource: graph, exchangeResource: exchange, submission };
}

/**
 * By name. Authorities and Graph: "Microsoft Graph national cloud deployments". Exchange: MICROSOFT 365 §5.2 and §7; of the
 * last two the hosts that Microsoft's own scripts for Exchange use (CSS-Exchange). Submission: MICROSOFT 365 §1.1.
 */
export const clouds = {
  global: cloud(
    'https://login.microsoftonline.com',
    'https://graph.microsoft.com',
    'https://outlook.office365.com',
    'smtp.office365.com',
  ),
  'gcc-high': cloud(
    'https://login.microsoftonline.us',
    'https://graph.microsoft.us',
    'https://outlook.office365.us',
    null,
  ),
  dod: cloud(
    'https://login.microsoftonline.us',
    'https://dod-graph.microsoft.us',
    'https://outlook-dod.office365.us',
    null,
  ),
  china: cloud(
    'https://login.chinacloudapi.cn',
    'https://microsoftgraph.chinacloudapi.cn',
    'https://partner.outlook.cn',
    'smtp.partner.outlook.cn',
  ),
} as const satisfies Record<string, Cloud>;

export type CloudName = keyof typeof clouds;

/** The cloud, with other addresses in its place where they are given: a Postern's, or a stand-in's. */
export function cloudAt(name: CloudName, given: Partial<Pick<Cloud, 'authority' | 'graph' | 'exchange'>>): Cloud {
  const isElsewhere = given.exchange !== undefined && given.exchange !== clouds[name].exchange;
  return { ...clouds[name], ...given, ...(isElsewhere && { submission: null }) };
}

/** A Postern has all at one address; whose other addresses are, they do not tell. */
export function whoseCloud({ authority, graph, exchange }: Cloud): Whose | null {
  if (authority === graph && graph === exchange) return 'postern';
  return Object.values(clouds).some((each) => each.graph === graph && each.exchange === exchange)
    ? 'microsoft-365'
    : null;
}
