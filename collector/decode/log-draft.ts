import { type LogRecord, momentOf } from "@/lib/model/log-record.ts";
import type { Resource, Scope } from "@/lib/model/span.ts";
import { blankLogRecord } from "./blank.ts";
import { AttributeBag } from "./capped.ts";
import type { Intake } from "./intake.ts";
import { settleAttributes } from "./span-draft.ts";
import { oddTimes } from "./times.ts";

/** A log record while it is read: what is common to both encodings stands here. */
export class LogDraft {
  readonly record: LogRecord;
  readonly bag = new AttributeBag();

  constructor(resource: Resource, scope: Scope, intake: Intake<LogRecord>) {
    this.record = blankLogRecord(resource, scope);
    this.record.attributes = this.bag.attributes;
    intake.reading(this.record);
  }

  /** The whole record. */
  finish(intake: Intake<LogRecord>): LogRecord {
    const { record, bag } = this;
    settleAttributes(record, bag, intake);
    const moment = momentOf(record);
    for (const odd of oddTimes(moment, moment, intake.now)) intake.warn(odd);
    return record;
  }
}
