/** Traces through OpenTelemetry to one OTLP/HTTP endpoint. Loaded only where that is configured. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Context, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  ParentBasedSampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace-base';
import { readTraceparent, writeTraceparent } from './trace-context.ts';
import type { Span, Tracing } from './tracing.ts';

export interface TracingOptions {
  /** Where spans go, with its path; nothing is sent anywhere else. */
  readonly endpoint: string;
  /** The share of traces that begin here which is kept; one that began elsewhere is kept as its sender says. */
  readonly sampling: number;
  /** Spans that may wait; what is more is dropped. */
  readonly queueSpans: number;
}

const batchSpans = 512;
const batchMs = 1000;
const exportTimeoutMs = 5000;
const closeMs = 2000;

export function openTelemetry({ endpoint, sampling, queueSpans }: TracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: endpoint, timeoutMillis: exportTimeoutMs, concurrencyLimit: 2 });
  const processor = new BatchSpanProcessor(exporter, {
    maxQueueSize: queueSpans,
    maxExportBatchSize: Math.min(batchSpans, queueSpans),
    scheduledDelayMillis: batchMs,
    exportTimeoutMillis: exportTimeoutMs,
  });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'postern' }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(sampling) }),
    spanProcessors: [processor],
    spanLimits: { attributeCountLimit: 32, attributeValueLengthLimit: 200, eventCountLimit: 0, linkCountLimit: 1 },
  });
  const tracer = provider.getTracer('postern');
  const running = new AsyncLocalStorage<Span>();
  return {
    begin(name, facts, parent = running.getStore()?.traceparent ?? null) {
      const span = tracer.startSpan(name, { attributes: facts }, contextOf(parent));
      const own: Span = {
        traceparent: writeTraceparent(span.spanContext()),
        within: (work) => running.run(own, work),
        end(later = {}, failed = false) {
          span.setAttributes(later);
          // Without a message: what failed may name a person.
          if (failed) span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        },
      };
      return own;
    },
    current: () => running.getStore()?.traceparent ?? null,
    async close() {
      const ended = provider.shutdown().catch(() => undefined);
      await Promise.race([ended, sleep(closeMs, undefined, { ref: false })]);
    },
  };
}

function contextOf(traceparent: string | null): Context {
  const parent = traceparent === null ? null : readTraceparent(traceparent);
  return parent === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true });
}
