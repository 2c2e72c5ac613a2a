import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Span } from "@/lib/model/span.ts";
import { Intake, type Rejected } from "./intake.ts";
import { readLogRecord as readJsonLogRecord } from "./json/log-record.ts";
import { parseJson } from "./json/parse-json.ts";
import * as json from "./json/request.ts";
import { readSpan as readJsonSpan } from "./json/span.ts";
import { readLogRecord as readProtobufLogRecord } from "./protobuf/log-record.ts";
import * as protobuf from "./protobuf/request.ts";
import { signalIn } from "./protobuf/signal-of.ts";
import { readSpan as readProtobufSpan } from "./protobuf/span.ts";
import { LOGS, TRACES, type Signal, type SignalName } from "./signals.ts";

/** The two encodings of OTLP/HTTP. */
export type Encoding = "protobuf" | "json";

/** What is said of a request besides its records: those `rejected` one by one, and sentences for the sender about those that were kept. */
interface Remarks {
  rejected: Rejected;
  warnings: string[];
}
/** Of an undecodable request nothing is kept. */
interface Undecodable {
  kind: "undecodable";
  reason: string;
}
/** What became of the bytes of traces. */
export type Decoded = ({ kind: "spans"; spans: Span[] } & Remarks) | Undecodable;
/** What became of the bytes of logs. */
export type DecodedLogs = ({ kind: "records"; records: LogRecord[] } & Remarks) | Undecodable;

/** The spans of an `ExportTraceServiceRequest` (OTLP 1.11). Never throws: one bad span is lost alone, with its reason. */
export function decodeTraces(body: Uint8Array, encoding: Encoding): Decoded {
  const decoded = decode(body, encoding, { signal: TRACES, readJson: readJsonSpan, readProtobuf: readProtobufSpan });
  if (decoded.kind === "undecodable") return decoded;
  const { items: spans, rejected, warnings } = decoded;
  return { kind: "spans", spans, rejected, warnings };
}

/** The records of an `ExportLogsServiceRequest` (OTLP 1.11). Never throws: one bad record is lost alone, with its reason. */
export function decodeLogs(body: Uint8Array, encoding: Encoding): DecodedLogs {
  const decoded = decode(body, encoding, { signal: LOGS, readJson: readJsonLogRecord, readProtobuf: readProtobufLogRecord });
  if (decoded.kind === "undecodable") return decoded;
  const { items: records, rejected, warnings } = decoded;
  return { kind: "records", records, rejected, warnings };
}

/** A signal, and how one record of it is read in either encoding. */
interface Readers<Item> {
  signal: Signal;
  readJson: json.ReadRecord<Item>;
  readProtobuf: protobuf.ReadRecord<Item>;
}

function decode<Item>(body: Uint8Array, encoding: Encoding, readers: Readers<Item>): ({ kind: "items"; items: Item[] } & Remarks) | Undecodable {
  const { signal } = readers;
  const intake = new Intake<Item>(signal.words);
  try {
    const other = encoding === "json" ? readJson(body, readers, intake) : readProtobuf(body, readers, intake);
    if (other !== undefined) return { kind: "undecodable", reason: `expected ${signal.name}, found ${other}: send them to /v1/${other} of a collector that takes them` };
  } catch (error) {
    return { kind: "undecodable", reason: error instanceof Error ? error.message : String(error) };
  }
  return { kind: "items", items: intake.items, rejected: intake.rejected, warnings: intake.warnings() };
}

function readJson<Item>(body: Uint8Array, { signal, readJson: read }: Readers<Item>, intake: Intake<Item>): SignalName | undefined {
  const request = parseJson(new TextDecoder().decode(body));
  json.readRequest(request, signal, read, intake);
  return json.otherSignalIn(request, signal);
}

function readProtobuf<Item>(body: Uint8Array, { signal, readProtobuf: read }: Readers<Item>, intake: Intake<Item>): SignalName | undefined {
  protobuf.readRequest(body, signal, read, intake);
  const nothingFits = intake.items.length === 0 && intake.rejected.count > 0;
  const found = nothingFits ? signalIn(body) : undefined;
  return found === signal.name ? undefined : found;
}
