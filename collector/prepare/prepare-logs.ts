import { createHash } from "node:crypto";
import { logRecordToRow } from "@/lib/clickhouse/log-row.ts";
import type { LogRecord } from "@/lib/model/log-record.ts";
import { whyIgnored } from "@/lib/model/read-logs.ts";
import { takeLogs } from "../decode/decode.ts";
import { Intake } from "../decode/intake.ts";
import { withTraceId } from "../decode/log-trace.ts";
import { LOGS } from "../decode/signals.ts";
import { type Outcome, readyOutcome, refusedOutcome } from "./outcome.ts";
import { noTally } from "./redaction.ts";
import type { Bench, Unpacked } from "./workbench.ts";

/**
 * Prepares a request of log records: those that tell of a handoff or of a model's messages become rows of JSONEachRow of the table
 * `log_records`; all others are taken, as OTLP wants it, and counted by the reason why they are not kept.
 */
export function prepareLogs(request: Unpacked, { project, redaction }: Bench): Outcome {
  const { body, encoding, digest, nowMs } = request;
  const tally = noTally();
  const rows = new LogRows(project, nowMs);
  const ignoredByReason: Record<string, number> = {};
  const intake: Intake<LogRecord> = new Intake(LOGS.words, {
    now: BigInt(nowMs) * 1_000_000n,
    keep(record) {
      const why = whyIgnored(record);
      if (why !== undefined) ignoredByReason[why] = (ignoredByReason[why] ?? 0) + 1;
      else rows.add(withTraceId(redaction.logRecord(record, tally)));
      return why === undefined;
    },
  });
  const undecodable = takeLogs(body, encoding, intake);
  if (undecodable !== undefined) return refusedOutcome({ signal: "logs", status: 400, reason: "request", message: undecodable, body }, redaction);
  const made = { digest, ignoredByReason, ...rows.finish(), redactions: tally.counts };
  return readyOutcome("logs", made, intake, { ...redaction, record: (record) => redaction.logRecord(record, noTally()) });
}

/** Rows of the table `log_records`, in the bytes of JSONEachRow. */
class LogRows {
  private readonly project: string;
  private readonly receivedAt: string;
  private readonly lines: string[] = [];
  private readonly traceIds = new Set<string>();
  private readonly fingerprints: number[] = [];

  constructor(project: string, receivedAtMs: number) {
    this.project = project;
    this.receivedAt = new Date(receivedAtMs).toISOString().replace("T", " ").replace("Z", "");
  }

  add(record: LogRecord): void {
    const row = logRecordToRow(record, this.project);
    const hash = createHash("sha256").update(JSON.stringify(row)).digest();
    this.fingerprints.push(hash.readUInt32LE(0), hash.readUInt32LE(4));
    this.lines.push(JSON.stringify({ ...row, received_at: this.receivedAt }), "\n");
    this.traceIds.add(record.traceId);
  }

  finish() {
    const rows = this.lines.length / 2;
    const bytes = new TextEncoder().encode(this.lines.join(""));
    const chunks = rows === 0 ? [] : [{ table: "log_records", format: "JSONEachRow", rows, bytes } as const];
    return { chunks, traceIds: [...this.traceIds], fingerprints: Uint32Array.from(this.fingerprints) };
  }
}
