/** Opens the APIs of a tenant for the doctor: addresses, tokens, limits, and an end to it all. */
import type { TenantProvider } from '../tenant-provider.ts';
import { type ApiLimits, createApiCaller, createSend, normalLimits } from './api-caller.ts';
import { type Cloud, whoseCloud } from './clouds.ts';
import { createExchangeApi } from './exchange-api.ts';
import { createGraphApi } from './graph-api.ts';
import { microsoft365Provider } from './microsoft-365-provider.ts';
import type { TokenSource } from './token-source.ts';

export interface OpenOptions {
  readonly cloud: Cloud;
  /** Its id or domain. */
  readonly tenant: string;
  readonly tokens: TokenSource;
  /** Ends whatever is on its way. */
  readonly signal: AbortSignal;
  readonly limits?: Partial<ApiLimits>;
}

export { createSend, normalLimits };

export function openMicrosoft365({ cloud, tenant, tokens, signal, limits: given = {} }: OpenOptions): TenantProvider {
  const limits = { ...normalLimits, ...given };
  const { graph, exchange, graphResource, exchangeResource } = cloud;
  const tenantId = async (): Promise<string> => {
    if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(tenant)) return tenant;
    await tokens.token(exchangeResource);
    return tokens.held(exchangeResource).tenantId ?? tenant;
  };
  const callerFor = (resource: string) => createApiCaller(() => tokens.token(resource), signal, limits);
  const apis = {
    graph: createGraphApi(graph, callerFor(graphResource), () => tokens.held(graphResource), limits),
    exchange: createExchangeApi({
      base: exchange,
      caller: callerFor(exchangeResource),
      tenantId,
      held: () => tokens.held(exchangeResource),
      limits,
    }),
  };
  return microsoft365Provider({ apis, tenant, tenantId, name: new URL(graph).host, whose: whoseCloud(cloud) });
}
