import type { RejectRow } from "@/lib/model/ingest.ts";
import type { Intake } from "../decode/intake.ts";
import type { Chunk, Ready, Refused } from "./prepared.ts";
import { type SampleRedaction, type TextRedaction, refusalRow, rejectRows } from "./reject-rows.ts";
import type { Resource } from "@/lib/model/span.ts";

/** What a thread hands back: as `Prepared`, but not vouched for, since the class would not survive the way from a thread. */
export type Outcome = Plain<Refused> | Plain<Ready> | Failed;
/** A fault of ours, which the same request would meet again. */
interface Failed {
  kind: "failed";
  stack: string;
}
/** With chunks and rejects as plain data. */
type Plain<T> = { [K in keyof T]: K extends "chunks" ? Chunk[] : K extends "rejects" ? RejectRow[] : T[K] };

/** What was made of a request's records. */
export type Made = Pick<Plain<Ready>, "digest" | "ignoredByReason" | "chunks" | "traceIds" | "fingerprints" | "redactions">;

/** The signals, and what their records are called. */
const WORDS = { traces: "spans", logs: "log records" } as const;
type Signal = keyof typeof WORDS;

/** The outcome of a request that could be read, with what the sender and the table of rejects should know of it. */
export function readyOutcome<Item extends { resource: Resource }>(signal: Signal, made: Made, intake: Intake<Item>, redaction: SampleRedaction<Item>): Outcome {
  const rejected = intake.rejected.count;
  const ignored = Object.values(made.ignoredByReason).reduce((sum, records) => sum + records, 0);
  const received = made.chunks.reduce((sum, { rows }) => sum + rows, 0) + rejected + ignored;
  const refusal = `${rejected} of ${received} ${WORDS[signal]} were rejected: ${intake.rejected.reasons.join("; ")}`;
  const message = [...(rejected > 0 ? [refusal] : []), ...intake.warnings()].join(". ");
  return { kind: "ready", ...made, received, rejected, ignored, message: redaction.text(message), rejects: rejectRows(signal, intake.faults, redaction) };
}

/** The outcome of a request of which nothing can be taken; `reason` is a word that does not change, the message may quote the sender. */
export function refusedOutcome(refusal: { signal: Signal; status: 400 | 413 | 415; reason: string; message: string; body: Uint8Array }, redaction: TextRedaction): Outcome {
  return { kind: "refused", status: refusal.status, message: redaction.text(refusal.message), rejects: [refusalRow(refusal, redaction)] };
}
