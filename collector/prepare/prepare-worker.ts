import { workerData } from "node:worker_threads";
import { move, transferableSymbol, valueSymbol } from "piscina";
import type { Outcome } from "./outcome.ts";
import { type Job, readList, type ThreadSettings } from "./prepare-job.ts";
import { prepareRequest } from "./prepare-request.ts";
import type { RawRequest } from "./prepared.ts";
import { createBench } from "./workbench.ts";

const settings: ThreadSettings = workerData;
let sensitiveVersion = -1;
let bench = createBench({ ...settings, redaction: { ...settings.redaction, sensitive: [] } });

/** Prepares one request in this thread; the memory of what it made goes back without a copy. */
export function prepare({ raw, nowMs, sensitive }: Job): unknown {
  if (sensitive.version !== sensitiveVersion) {
    bench = createBench({ ...settings, redaction: { ...settings.redaction, sensitive: readList(sensitive) } });
    sensitiveVersion = sensitive.version;
  }
  return moved(outcomeOf(raw, nowMs));
}

function outcomeOf(raw: RawRequest, nowMs: number): Outcome {
  try {
    return prepareRequest(raw, bench, nowMs);
  } catch (error) {
    return { kind: "failed", stack: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

function moved(outcome: Outcome): unknown {
  if (outcome.kind !== "ready") return outcome;
  const buffers = [outcome.fingerprints.buffer, ...outcome.chunks.map(({ bytes }) => bytes.buffer)];
  return move({ [transferableSymbol]: buffers, [valueSymbol]: outcome });
}
