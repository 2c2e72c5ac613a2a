import type { Span } from "@/lib/model/span.ts";
import { takeTraces } from "../decode/decode.ts";
import { Intake } from "../decode/intake.ts";
import { TRACES } from "../decode/signals.ts";
import { encodeTraces } from "../encode/encode-traces.ts";
import type { Encoded } from "../encode/encoded.ts";
import type { SpanBlock } from "../encode/span-block.ts";
import { type Outcome, readyOutcome, refusedOutcome } from "./outcome.ts";
import { noTally } from "./redaction.ts";
import type { Bench, Unpacked } from "./workbench.ts";

/** Prepares a request of spans: bytes → spans → redacted → one block of the table `spans`. */
export function prepareTraces(request: Unpacked, { project, block, redaction }: Bench): Outcome {
  const { body, encoding, digest, nowMs } = request;
  const tally = noTally();
  const redact = (span: Span): Span => redaction.span(span, tally);
  const now = BigInt(nowMs) * 1_000_000n;
  block.start({ project, receivedAtMs: nowMs });
  const { undecodable, intake } = encoding === "json"
    ? encodeJson(body, block, now, redact)
    : encodeTraces(body, block, now, { isSuspicious: redaction.suspicionOf(body), redact });
  if (undecodable !== undefined) return refusedOutcome({ signal: "traces", status: 400, reason: "request", message: undecodable, body }, redaction);
  const { bytes, rows, traceIds, fingerprints } = block.finish();
  const chunks = rows === 0 ? [] : [{ table: "spans", format: "Native", rows, bytes } as const];
  const made = { digest, ignoredByReason: {}, chunks, traceIds, fingerprints, redactions: tally.counts };
  return readyOutcome("traces", made, intake, { ...redaction, record: (span) => redaction.span(span, noTally()) });
}

/** OTLP/JSON takes the way of objects, span by span. */
function encodeJson(body: Uint8Array, block: SpanBlock, now: bigint, redact: (span: Span) => Span): Encoded {
  const intake: Intake<Span> = new Intake(TRACES.words, {
    now,
    keep(span) {
      block.addSpan(redact(span));
      return true;
    },
  });
  return { undecodable: takeTraces(body, "json", intake), intake };
}
