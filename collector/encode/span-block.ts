import { SPAN_KINDS, STATUS_CODES, type Span } from "@/lib/model/span.ts";
import { SpanColumns } from "./columns/span-columns.ts";
import type { BlockHead, SpanChunk } from "./encoded.ts";
import { Fingerprints } from "./fingerprints.ts";
import { nativeBlock } from "./native-block.ts";
import { wordOf } from "./object-values.ts";
import { writeSpan } from "./object-row.ts";
import { TraceIds } from "./trace-ids.ts";

/** Rows of the table `spans`, gathered column by column. Its memory is used again for one request after the other. */
export class SpanBlock {
  readonly columns = new SpanColumns();
  /** Words by OTLP's numbers. */
  kindWords: readonly number[] = [];
  statusWords: readonly number[] = [];
  emptyWord = 0;
  private readonly fingerprints = new Fingerprints();
  private readonly traceIds = new TraceIds();
  private readonly named = this.columns.named();
  private head: BlockHead = { project: "", receivedAtMs: 0 };

  /** Forgets all rows and begins a block. */
  start(head: BlockHead): void {
    const { columns } = this;
    this.head = head;
    columns.clear();
    this.fingerprints.clear();
    this.traceIds.clear();
    this.kindWords = SPAN_KINDS.map((kind) => wordOf(kind, columns.words));
    this.emptyWord = wordOf("", columns.words);
    this.statusWords = STATUS_CODES.map((code) => wordOf(code, columns.words));
  }

  /** Adds the row of a span: exactly the values that `spanToRow` gives. */
  addSpan(span: Span): void {
    const { columns } = this;
    columns.source.use(span.resource, span.scope);
    columns.mark();
    try {
      writeSpan(span, columns);
    } catch (error) {
      columns.rollback();
      throw error;
    }
    this.endRow();
  }

  /** Completes the row that `columns.mark` began. */
  endRow(): void {
    const { columns } = this;
    this.fingerprints.add(columns);
    this.traceIds.add(columns.traceId.values.view, columns.traceId.values.markedLength);
    columns.endRow();
  }

  /** The block of all rows since `start`, which has to come before the next row. */
  finish(): SpanChunk {
    const { columns, head } = this;
    columns.endBlock(head.project, head.receivedAtMs);
    return {
      bytes: nativeBlock(this.named, columns.rows),
      rows: columns.rows,
      traceIds: this.traceIds.toArray(),
      fingerprints: this.fingerprints.toArray(),
    };
  }
}
