import type { Span } from "@/lib/model/span.ts";
import { Intake, type Rejected } from "./intake.ts";
import { parseJson } from "./json/parse-json.ts";
import * as json from "./json/trace-request.ts";
import * as protobuf from "./protobuf/trace-request.ts";
import { otherSignalIn } from "./protobuf/other-signals.ts";

/** The two encodings of OTLP/HTTP. */
export type Encoding = "protobuf" | "json";

/**
 * What became of a request's bytes: `spans` can be stored, `rejected` were refused one by one, `warnings` are sentences
 * for the sender about spans that were kept. Of an undecodable request nothing is kept.
 */
export type Decoded =
  | { kind: "spans"; spans: Span[]; rejected: Rejected; warnings: string[] }
  | { kind: "undecodable"; reason: string };

/** The spans of an `ExportTraceServiceRequest` (OTLP 1.11). Never throws: one bad span is lost alone, with its reason. */
export function decodeTraces(body: Uint8Array, encoding: Encoding): Decoded {
  const intake = new Intake();
  try {
    const otherSignal = encoding === "json" ? readJson(body, intake) : readProtobuf(body, intake);
    if (otherSignal !== undefined) {
      return { kind: "undecodable", reason: `expected traces, found ${otherSignal}: send them to /v1/${otherSignal} of a collector that takes them` };
    }
  } catch (error) {
    return { kind: "undecodable", reason: error instanceof Error ? error.message : String(error) };
  }
  return { kind: "spans", spans: intake.spans, rejected: intake.rejected, warnings: intake.warnings() };
}

type OtherSignal = "logs" | "metrics" | undefined;

function readJson(body: Uint8Array, intake: Intake): OtherSignal {
  const request = parseJson(new TextDecoder().decode(body));
  json.readTraceRequest(request, intake);
  return json.otherSignalIn(request);
}

function readProtobuf(body: Uint8Array, intake: Intake): OtherSignal {
  protobuf.readTraceRequest(body, intake);
  const nothingFits = intake.spans.length === 0 && intake.rejected.count > 0;
  return nothingFits ? otherSignalIn(body) : undefined;
}
