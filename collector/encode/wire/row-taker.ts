import { NESTED_VALUES_MAX } from "../../decode/limits.ts";
import type { Intake, RecordSource } from "../../decode/intake.ts";
import type { Redaction } from "../encoded.ts";
import type { SpanBlock } from "../span-block.ts";
import { Cursor } from "./cursor.ts";
import { OrdinaryTimes } from "./ordinary-times.ts";
import { SpanReader } from "./span-reader.ts";
import { isUnusual } from "./unusual.ts";

/** Takes the ordinary spans of one request from its bytes straight into rows of a block. */
export class RowTaker {
  private readonly block: SpanBlock;
  private readonly isSuspicious: Redaction["isSuspicious"];
  private readonly from: Cursor;
  private readonly reader: SpanReader;
  private readonly times: OrdinaryTimes;
  private source: RecordSource | undefined;
  private isSourceClean = false;

  constructor(body: Uint8Array, block: SpanBlock, now: bigint, isSuspicious: Redaction["isSuspicious"]) {
    this.block = block;
    this.isSuspicious = isSuspicious;
    this.from = new Cursor(body);
    this.reader = new SpanReader(this.from, block);
    this.times = new OrdinaryTimes(now);
  }

  /** Writes the row of a Span message of the request's body; false, and no row, when there is anything in it that only the object decoder or redaction may judge. */
  take(record: Uint8Array, source: RecordSource, intake: Intake): boolean {
    if (source !== this.source) this.begin(source);
    if (!this.isSourceClean || this.isSuspect(record)) return false;
    const { columns } = this.block;
    columns.source.use(source.resource, source.scope);
    columns.mark();
    const nestedValues = this.read(record);
    if (nestedValues < 0 || intake.nestedValues + nestedValues > NESTED_VALUES_MAX) {
      columns.rollback();
      return false;
    }
    intake.nestedValues += nestedValues;
    this.block.endRow();
    return true;
  }

  private begin(source: RecordSource): void {
    this.source = source;
    this.isSourceClean = !source.bytes.some((bytes) => this.isSuspect(bytes));
  }

  private isSuspect(part: Uint8Array): boolean {
    const start = part.byteOffset - this.from.bytes.byteOffset;
    return this.isSuspicious(start, start + part.length);
  }

  /** Writes the values of a row; returns how many values there are in its arrays and kvlists, -1 when the span is unusual. */
  private read(record: Uint8Array): number {
    const { from, reader } = this;
    const { start, end } = this.block.columns;
    from.pos = record.byteOffset - from.bytes.byteOffset;
    reader.attributes.nestedValues = 0;
    try {
      reader.read(from.pos + record.length);
    } catch (error) {
      if (isUnusual(error)) return -1;
      throw error;
    }
    return this.times.holdFor(start.values, end.values) ? reader.attributes.nestedValues : -1;
  }
}
