import {
  type Attributes, type HrTime, type Link, type Span, SpanKind, type SpanContext, SpanStatusCode, ROOT_CONTEXT, TraceFlags, type Tracer, trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { AlwaysOnSampler, BasicTracerProvider, BatchSpanProcessor, type IdGenerator, type SpanExporter } from "@opentelemetry/sdk-trace-base";
import type { Clock } from "./clock.ts";
import { idFor } from "./story-day.ts";

const BATCH_SPANS = 512;
/** A whole day is written within a second or two; nothing of it may be dropped. */
const QUEUE_SPANS = 50_000;

export interface Beginning {
  kind?: SpanKind;
  attributes?: Attributes;
  /** Where the work came from, when that is no span of this trace: `traceparent`s with the handoff they are about. */
  links?: readonly { traceparent: string; handoffId: string }[];
}

/** One service's telemetry: how it begins traces, and how it makes sure that they have been sent. */
export interface Telemetry {
  /** Begins a trace; `key` must be unique to the service on that day. */
  begin(key: string, name: string, atMs: number, beginning?: Beginning): Activity;
  /** Goes on in the trace of a caller in another service (W3C trace context). */
  goOn(traceparent: string, name: string, atMs: number, beginning?: Beginning): Activity;
  /** Waits until everything has been delivered and says how many spans that were; throws when the collector refused any. */
  flush(): Promise<number>;
}

/** OpenTelemetry as any program sets it up, but for ids that follow from the story and times that the story gives. */
export function startTelemetry(service: { name: string; version: string }, endpoint: string, clock: Clock): Telemetry {
  let next = { traceKey: "", spanKey: "" };
  const idGenerator: IdGenerator = {
    generateTraceId: () => idFor(clock.day, `trace ${next.traceKey}`, 32),
    generateSpanId: () => idFor(clock.day, `span ${next.spanKey}`, 16),
  };
  const exporter = watchExporter(new OTLPTraceExporter({ url: `${endpoint}/v1/traces` }));
  const processor = new BatchSpanProcessor(exporter, { maxExportBatchSize: BATCH_SPANS, maxQueueSize: QUEUE_SPANS, scheduledDelayMillis: 500 });
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": service.name, "service.version": service.version, "deployment.environment.name": "demo" }),
    idGenerator,
    sampler: new AlwaysOnSampler(),
    spanProcessors: [processor],
  });
  const start: Start = (tracer, key, name, atMs, beginning, parent) => {
    next = { traceKey: key, spanKey: key };
    const context = parent === undefined ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, parent);
    const links: Link[] = (beginning.links ?? []).map((link) => ({ context: contextOf(link.traceparent), attributes: { "handoff.id": link.handoffId } }));
    return tracer.startSpan(name, { startTime: hrTime(atMs), kind: beginning.kind ?? SpanKind.INTERNAL, attributes: beginning.attributes ?? {}, links }, context);
  };
  const tracer = provider.getTracer("seamscope-demo", service.version);
  const activity = (key: string, name: string, atMs: number, beginning: Beginning, parent?: SpanContext) =>
    new Activity({ clock, tracer, start }, start(tracer, key, name, atMs, beginning, parent), key, atMs);
  return {
    begin: (key, name, atMs, beginning = {}) => activity(`${service.name} ${key}`, name, atMs, beginning),
    goOn: (traceparent, name, atMs, beginning = {}) => activity(`${service.name} after ${traceparent}`, name, atMs, beginning, contextOf(traceparent)),
    flush: async () => {
      await processor.forceFlush().catch(() => undefined); // the exporter knows why
      return exporter.delivered();
    },
  };
}

/** The exporter, counting what it delivers: the batch processor keeps failures to itself, and its flush forgets a batch under way. */
function watchExporter(exporter: OTLPTraceExporter): SpanExporter & { delivered(): Promise<number> } {
  const underWay = new Set<Promise<void>>();
  let spansDelivered = 0;
  let failure: Error | undefined;
  return {
    export: (spans, done) => {
      const batch = new Promise<void>((resolve) => {
        exporter.export(spans, (result) => {
          if (result.error === undefined) spansDelivered += spans.length;
          else failure = result.error;
          done(result);
          resolve();
        });
      }).then(() => void underWay.delete(batch));
      underWay.add(batch);
    },
    shutdown: () => exporter.shutdown(),
    delivered: async () => {
      await Promise.all(underWay);
      if (failure !== undefined) throw new Error(`telemetry could not be delivered: ${failure.message}`, { cause: failure });
      return spansDelivered;
    },
  };
}

type Start = (tracer: Tracer, key: string, name: string, atMs: number, beginning: Beginning, parent?: SpanContext) => Span;

/** Something an agent does, told as a span. It carries its own time: what is done in it moves `nowMs` on. */
export class Activity {
  nowMs: number;
  readonly #setup: { clock: Clock; tracer: Tracer; start: Start };
  readonly #span: Span;
  readonly #key: string;
  readonly #within: Activity | undefined;
  #children = 0;

  constructor(setup: { clock: Clock; tracer: Tracer; start: Start }, span: Span, key: string, atMs: number, within?: Activity) {
    this.#setup = setup;
    this.#span = span;
    this.#key = key;
    this.#within = within;
    this.nowMs = atMs;
  }

  /** Begins something within this. Several begun before the first ends run beside each other. */
  begin(name: string, beginning: Beginning = {}): Activity {
    this.#children += 1;
    const key = `${this.#key}/${this.#children}`;
    const span = this.#setup.start(this.#setup.tracer, key, name, this.nowMs, beginning, this.#span.spanContext());
    return new Activity(this.#setup, span, key, this.nowMs, this);
  }

  /** Time passes. */
  spend(ms: number): void {
    this.nowMs += ms;
  }

  tell(attributes: Attributes): void {
    this.#span.setAttributes(attributes);
  }

  mention(event: string, attributes: Attributes): void {
    this.#span.addEvent(event, attributes, hrTime(this.nowMs));
  }

  /** Ends it, in failure when a reason is given; resolves when its end is not in the future any more. */
  async end(failure?: string): Promise<void> {
    this.#span.setStatus(failure === undefined ? { code: SpanStatusCode.OK } : { code: SpanStatusCode.ERROR, message: failure });
    if (this.#within !== undefined) this.#within.nowMs = Math.max(this.#within.nowMs, this.nowMs);
    await this.#setup.clock.until(this.nowMs);
    this.#span.end(hrTime(this.nowMs));
  }

  /** W3C `traceparent` of this span, for whoever goes on elsewhere. */
  get traceparent(): string {
    const { traceId, spanId } = this.#span.spanContext();
    return `00-${traceId}-${spanId}-01`;
  }
}

function contextOf(traceparent: string): SpanContext {
  const [, traceId = "", spanId = ""] = traceparent.split("-");
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
}

/** Plain numbers in the past would be taken for readings of a performance clock. */
const hrTime = (ms: number): HrTime => [Math.floor(ms / 1000), Math.round((ms % 1000) * 1e6)];
