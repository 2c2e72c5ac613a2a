import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { jsonOf, textOf } from "@/lib/model/attributes.ts";
import { factsOf, type LogRecord } from "@/lib/model/log-record.ts";

/**
 * The record with a trace to be found under: a script that does not trace names none, so what it logs of one handoff is put
 * under a trace id made from the `handoff.id` and its resource. The same record always gets the same one.
 */
export function withTraceId(record: LogRecord): LogRecord {
  if (record.traceId !== "") return record;
  const { attributes } = record.resource;
  const resource = Object.keys(attributes).toSorted().map((key) => [key, jsonOf(attributes[key] ?? null)]);
  const digest = sha256(utf8ToBytes(JSON.stringify(["log", textOf(factsOf(record)["handoff.id"]) ?? "", resource])));
  return { ...record, traceId: bytesToHex(digest).slice(0, 32) };
}
