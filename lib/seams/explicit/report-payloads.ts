import { numberOf, textOf } from "@/lib/model/attributes.ts";
import type { Payload } from "@/lib/model/handoff.ts";
import { makePayload } from "../payload/make-payload.ts";
import { inputOf } from "../trace/agent-exchange.ts";
import { type Captured, readInput, readToolArguments } from "../trace/read-messages.ts";
import { isTool } from "../trace/span-role.ts";
import type { Reports } from "./report-ends.ts";
import type { Report } from "./report.ts";

/** What left the source: its own report, else the arguments of the tool or call it sent by. */
export function sentOf(reports: Reports): Payload | undefined {
  for (const report of reports.source) {
    const payload = reported(report, "sent", isTool(report.span) ? readToolArguments(report.span) : readInput(report.span));
    if (payload !== undefined) return payload;
  }
  return undefined;
}

/** What reached the target: its own report, else what its model read first. */
export function receivedOf(reports: Reports): Payload | undefined {
  for (const report of reports.target) {
    const inferred = readInput(report.span) ?? (report.run === undefined ? undefined : inputOf(report.trace, report.run));
    const payload = reported(report, "received", inferred);
    if (payload !== undefined) return payload;
  }
  return undefined;
}

/** An attribute that is there and empty is a report too: the payload was absent. */
function reported(report: Report, side: "sent" | "received", inferred: Captured | undefined): Payload | undefined {
  const { attributes } = report.span;
  const key = `handoff.${side}.payload`;
  const claims = {
    hash: textOf(attributes[`handoff.${side}.hash`]),
    sizeBytes: numberOf(attributes[`handoff.${side}.size`]),
    tokens: numberOf(attributes[`handoff.${side}.tokens`]),
  };
  if (key in attributes) return makePayload(textOf(attributes[key]) ?? "", key, claims);
  if (claims.sizeBytes === 0) return makePayload("", `handoff.${side}.size`, claims);
  return makePayload(inferred?.body, inferred?.from ?? `handoff.${side}.*`, claims);
}
