import { textOf } from "@/lib/model/attributes.ts";
import type { RejectRow } from "@/lib/model/ingest.ts";
import type { Resource } from "@/lib/model/span.ts";
import type { Fault, RawSample, Sample } from "../decode/fault.ts";
import { excerptOf, readableOf } from "./excerpt.ts";

const SAMPLE_CHARS_MAX = 2000;
const MESSAGE_CHARS_MAX = 1000;
const SERVICE_CHARS_MAX = 200;
/** As much of what cannot be read as a record is redacted … */
const RAW_CHARS_MAX = 8 * 1024;
/** … and of that the end is left out again, since a secret that was cut in two there may not have been known for one. */
const UNSURE_CHARS = 4 * 1024;
const WITHHELD = "[withheld: it could not be read as a record, and the redaction rules that go by path need one]";

/** How texts are redacted that are no part of a record. */
export interface TextRedaction {
  text: (text: string) => string;
  /** Whether there are rules that need to know where in a record something stands. */
  hasPathRules: boolean;
}

/** How what is kept of a fault is redacted. */
export interface SampleRedaction<Item> extends TextRedaction {
  record: (record: Item) => Item;
}

/** A row of `rejects` for each fault; all that comes from the sender in it is redacted and cut. */
export function rejectRows<Item extends { resource: Resource }>(signal: RejectRow["signal"], faults: readonly Fault<Item>[], redaction: SampleRedaction<Item>): RejectRow[] {
  return faults.map(({ action, reason, message, records, sample }) => ({
    signal,
    action,
    reason,
    message: redaction.text(message).slice(0, MESSAGE_CHARS_MAX),
    records,
    ...textsOf(sample, redaction),
  }));
}

/** A row for a request of which nothing can be taken. */
export function refusalRow(refusal: { signal: RejectRow["signal"]; reason: string; message: string; body: Uint8Array }, redaction: TextRedaction): RejectRow {
  const { signal, reason, message, body } = refusal;
  const sample = rawText(readableOf(body, RAW_CHARS_MAX), body.length > RAW_CHARS_MAX, redaction);
  return { signal, action: "rejected", reason, message: redaction.text(message).slice(0, MESSAGE_CHARS_MAX), records: 0, service: "", sample };
}

function textsOf<Item extends { resource: Resource }>(sample: Sample<Item>, redaction: SampleRedaction<Item>): Pick<RejectRow, "service" | "sample"> {
  if (sample.kind !== "record") return { service: "resource" in sample ? serviceOf(sample.resource, redaction) : "", sample: rawSample(sample, redaction) };
  const record = redaction.record(sample.record);
  const service = serviceOf(record.resource, redaction);
  const { resource, scope, ...own } = withoutBlanks(record);
  // A record that broke at its first field has nothing to show; what it was to be read from may.
  if (Object.keys(own).length === 0 && sample.raw !== undefined) return { service, sample: rawSample(sample.raw, redaction) };
  return { service, sample: excerptOf({ ...own, resource, scope }, SAMPLE_CHARS_MAX) };
}

/** The fields that are not at their default. */
function withoutBlanks(record: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).filter(([, value]: [string, unknown]) => !isBlank(value)));
}

function isBlank(value: unknown): boolean {
  const isEmpty = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return isEmpty || value === "" || value === 0 || value === 0n || value === null || value === "unspecified" || value === "unset";
}

function rawSample(sample: RawSample, redaction: TextRedaction): string {
  if (sample.kind === "none") return "";
  if (sample.kind === "bytes") return rawText(readableOf(sample.bytes, RAW_CHARS_MAX), sample.bytes.length > RAW_CHARS_MAX, redaction);
  const text = sample.kind === "json" ? excerptOf(sample.value, RAW_CHARS_MAX) : sample.text.slice(0, RAW_CHARS_MAX);
  return rawText(text, text.length >= RAW_CHARS_MAX, redaction);
}

function rawText(text: string, isCut: boolean, { text: redact, hasPathRules }: TextRedaction): string {
  if (text === "") return "";
  if (hasPathRules) return WITHHELD;
  const redacted = redact(text);
  return redacted.slice(0, Math.min(SAMPLE_CHARS_MAX, isCut ? Math.max(0, redacted.length - UNSURE_CHARS) : redacted.length));
}

function serviceOf(resource: Resource | undefined, { text }: TextRedaction): string {
  return text(textOf(resource?.attributes["service.name"]) ?? "").slice(0, SERVICE_CHARS_MAX);
}
