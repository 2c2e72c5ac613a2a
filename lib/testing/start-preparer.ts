import { gzipSync } from "node:zlib";
import { createPreparer } from "@/collector/prepare/create-preparer.ts";
import type { ContentEncoding, RawRequest } from "@/collector/prepare/prepared.ts";
import type { PreparerOptions } from "@/collector/prepare/preparer.ts";
import { NO_RULES } from "@/collector/redact/rules.ts";
import type { RejectRow } from "@/lib/model/ingest.ts";
import { makeSpan } from "./make-span.ts";
import { otlpProtobuf } from "./otlp-protobuf.ts";

/** A prepared request with what only the spool may look at, for tests to look at. */
export interface SeenRequest {
  kind: "ready" | "refused";
  status: number;
  message: string;
  received: number;
  rejected: number;
  ignored: number;
  /** Rows of all chunks. */
  rows: number;
  bytes: Uint8Array;
  rejects: readonly RejectRow[];
  /** Records by `action reason`. */
  faults: Record<string, number>;
  traceIds: readonly string[];
  redactions: Readonly<Record<string, number>>;
}

/** How a body is sent; traces in protobuf when nothing else is said. Text is sent as JSON. */
export type Sent = Partial<Omit<RawRequest, "body">> & { gzip?: boolean };

/** A preparer with real threads, one unless told otherwise. */
export interface TestPreparer {
  send: (body: Uint8Array | string | object, how?: Sent) => Promise<SeenRequest>;
  /** Throws unless an ordinary request is taken whole. */
  takeGoodOne: () => Promise<void>;
  setSensitive: (pointers: readonly string[]) => void;
  logged: string[];
  close: () => Promise<void>;
}

/** Starts a preparer for tests; close it when done. */
export function startTestPreparer(options: Partial<PreparerOptions> = {}): TestPreparer {
  const logged: string[] = [];
  const preparer = createPreparer({
    project: "default", threads: 1, bodyBytesMax: 64 * 1024 * 1024, redaction: { key: "only for tests 0123", rules: NO_RULES }, log: (line) => logged.push(line), ...options,
  });
  const send = async (sent: Uint8Array | string | object, { gzip = false, ...how }: Sent = {}): Promise<SeenRequest> => {
    const body = sent instanceof Uint8Array ? sent : new TextEncoder().encode(typeof sent === "string" ? sent : JSON.stringify(sent));
    const contentEncoding: ContentEncoding = gzip ? "gzip" : "identity";
    const encoding = sent instanceof Uint8Array ? "protobuf" : "json";
    return seen(await preparer.prepare({ signal: "traces", encoding, contentEncoding, body: gzip ? gzipSync(body) : body, ...how }));
  };
  return {
    send,
    logged,
    takeGoodOne: async () => {
      const { kind, rows, message } = await send(otlpProtobuf([makeSpan()]));
      if (kind !== "ready" || rows !== 1 || message !== "") throw new Error(`a good request was not taken: ${kind}, ${rows} rows, ${message}`);
    },
    setSensitive: (pointers) => preparer.setSensitive(pointers),
    close: () => preparer.close(),
  };
}

function seen(prepared: Awaited<ReturnType<ReturnType<typeof createPreparer>["prepare"]>>): SeenRequest {
  const rejects = prepared.rejects.value;
  const faults = Object.fromEntries(rejects.map(({ action, reason, records }) => [`${action} ${reason}`, records]));
  const none = { received: 0, rejected: 0, ignored: 0, rows: 0, bytes: new Uint8Array(), traceIds: [], redactions: {} };
  if (prepared.kind === "refused") return { ...none, kind: "refused", status: prepared.status, message: prepared.message, rejects, faults };
  const { received, rejected, ignored, message, traceIds, redactions } = prepared;
  const chunks = prepared.chunks.value;
  const rows = chunks.reduce((sum, chunk) => sum + chunk.rows, 0);
  const bytes = Buffer.concat(chunks.map((chunk) => chunk.bytes));
  return { kind: "ready", status: 200, message, received, rejected, ignored, rows, bytes, rejects, faults, traceIds, redactions };
}
