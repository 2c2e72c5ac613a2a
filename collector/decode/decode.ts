import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Span } from "@/lib/model/span.ts";
import type { RawSample } from "./fault.ts";
import { Intake, type Rejected } from "./intake.ts";
import { readLogRecord as readJsonLogRecord } from "./json/log-record.ts";
import { type Flaw, parseJson } from "./json/parse-json.ts";
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
  const intake = new Intake<Span>(TRACES.words);
  const reason = takeTraces(body, encoding, intake);
  if (reason !== undefined) return { kind: "undecodable", reason };
  return { kind: "spans", spans: intake.items, rejected: intake.rejected, warnings: intake.warnings() };
}

/** The records of an `ExportLogsServiceRequest` (OTLP 1.11). Never throws: one bad record is lost alone, with its reason. */
export function decodeLogs(body: Uint8Array, encoding: Encoding): DecodedLogs {
  const intake = new Intake<LogRecord>(LOGS.words);
  const reason = takeLogs(body, encoding, intake);
  if (reason !== undefined) return { kind: "undecodable", reason };
  return { kind: "records", records: intake.items, rejected: intake.rejected, warnings: intake.warnings() };
}

/** As `decodeTraces`, span by span into the intake; the reason when nothing of the request can be taken, and then what the intake has is void. */
export const takeTraces = (body: Uint8Array, encoding: Encoding, intake: Intake<Span>): string | undefined =>
  take(body, encoding, { signal: TRACES, readJson: readJsonSpan, readProtobuf: readProtobufSpan }, intake);

/** As `takeTraces`, for log records. */
export const takeLogs = (body: Uint8Array, encoding: Encoding, intake: Intake<LogRecord>): string | undefined =>
  take(body, encoding, { signal: LOGS, readJson: readJsonLogRecord, readProtobuf: readProtobufLogRecord }, intake);

/** A signal, and how one record of it is read in either encoding. */
interface Readers<Item> {
  signal: Signal;
  readJson: json.ReadRecord<Item>;
  readProtobuf: protobuf.ReadRecord<Item>;
}

function take<Item>(body: Uint8Array, encoding: Encoding, readers: Readers<Item>, intake: Intake<Item>): string | undefined {
  const { signal } = readers;
  try {
    const other = encoding === "json" ? readJson(body, readers, intake) : readProtobuf(body, readers, intake);
    if (other !== undefined) return `expected ${signal.name}, found ${other}: send them to /v1/${other} of a collector that takes them`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return intake.isBroken ? intake.rejected.reasons[0] : undefined;
}

function readJson<Item>(body: Uint8Array, { signal, readJson: read }: Readers<Item>, intake: Intake<Item>): SignalName | undefined {
  const parsed = parseJson(body, signal.json.records);
  const sampleOf = ({ first }: Flaw): RawSample => (first === undefined ? { kind: "none" } : { kind: "text", text: parsed.text(first) });
  const { notUtf8, repeatedFields, value } = parsed;
  if (notUtf8 !== undefined) intake.warnOf("utf8", notUtf8.records, sampleOf(notUtf8));
  if (repeatedFields !== undefined) intake.warnOf("duplicate_fields", repeatedFields.records, sampleOf(repeatedFields));
  json.readRequest(value, signal, read, intake);
  return json.otherSignalIn(value, signal);
}

function readProtobuf<Item>(body: Uint8Array, { signal, readProtobuf: read }: Readers<Item>, intake: Intake<Item>): SignalName | undefined {
  protobuf.readRequest(body, signal, read, intake);
  const nothingFits = intake.read === 0 && intake.rejected.count > 0;
  const found = nothingFits ? signalIn(body) : undefined;
  return found === signal.name ? undefined : found;
}
