import { SPAN_KINDS, STATUS_CODES, type SpanKind, type StatusCode } from "@/lib/model/span.ts";
import type { Intake } from "./intake.ts";

const SEVERITY_MAX = 24;

/** The kind of OTLP's `SpanKind` number; one that is newer than we are is unspecified. */
export function spanKindOf(number: number, intake: Intake): SpanKind {
  return SPAN_KINDS[number] ?? unknownCode("unspecified", intake);
}

/** The code of OTLP's `StatusCode` number; one that is newer than we are is unset. */
export function statusCodeOf(number: number, intake: Intake): StatusCode {
  return STATUS_CODES[number] ?? unknownCode("unset", intake);
}

/** OTLP's `SeverityNumber`; one that is newer than we are is unspecified. */
export function severityOf(number: number, intake: Intake): number {
  return Number.isInteger(number) && number >= 0 && number <= SEVERITY_MAX ? number : unknownCode(0, intake);
}

function unknownCode<T>(fallback: T, intake: Intake): T {
  intake.warn("codes");
  return fallback;
}
