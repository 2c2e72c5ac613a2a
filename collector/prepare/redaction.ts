import type { LogRecord } from "@/lib/model/log-record.ts";
import type { Span } from "@/lib/model/span.ts";
import { redactLogRecord } from "../redact/redact-log-record.ts";
import { addUp, redactSpan, type RuleCounts } from "../redact/redact-span.ts";
import { redactText } from "../redact/redact-text.ts";
import { createRedactor } from "../redact/redactor.ts";
import type { RedactionSettings } from "../redact/rules.ts";
import type { TextRedaction } from "./reject-rows.ts";

/** Redaction as the ways of a request ask for it; what rules changed is added to the counts that are handed in. */
export interface RequestRedaction extends TextRedaction {
  span: (span: Span, tally: Tally) => Span;
  logRecord: (record: LogRecord, tally: Tally) => LogRecord;
  /** Says of ranges of the body's bytes whether anything in them may have to be redacted; false is certain. */
  suspicionOf: (body: Uint8Array) => (start: number, end: number) => boolean;
}

/** How many values each rule has changed so far. */
export interface Tally {
  counts: RuleCounts;
}

/** Nothing has been changed yet. */
export const noTally = (): Tally => ({ counts: {} });

/** Makes the redaction of these settings. */
export function createRedaction(settings: RedactionSettings): RequestRedaction {
  const redactor = createRedactor(settings);
  return {
    hasPathRules: settings.sensitive.length > 0 || settings.rules.fields.length > 0,
    text: (text) => redactText(text, redactor),
    span(span, tally) {
      const redacted = redactSpan(span, redactor);
      if (redacted.span !== span) add(tally, redacted.redactions);
      return redacted.span;
    },
    logRecord(record, tally) {
      const redacted = redactLogRecord(record, redactor);
      if (redacted.record !== record) add(tally, redacted.redactions);
      return redacted.record;
    },
    suspicionOf(body) {
      const suspicion = redactor.suspect(body);
      return (start, end) => suspicion.isSuspicious(start, end);
    },
  };
}

function add(tally: Tally, counts: RuleCounts): void {
  tally.counts = addUp([tally.counts, counts]);
}
