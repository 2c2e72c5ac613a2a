import { EVENTS_MAX, LINKS_MAX, NAME_CHARS_MAX } from "../../decode/limits.ts";
import type { SpanBlock } from "../span-block.ts";
import { AttributeReader } from "./attribute-reader.ts";
import type { Cursor } from "./cursor.ts";
import { bitOf, countAttribute, knownWord, type Parts, readEvent, readLink, readStatus, readText, readTime, readWord } from "./part-readers.ts";
import { UNUSUAL } from "./unusual.ts";
import { writeId, writeOptionalId } from "./write-id.ts";

// Tags of a Span's repeated fields, and the highest number of its fields.
const [ATTRIBUTE, EVENT, LINK, FIELD_MAX] = [74, 90, 106, 16];
/** Bits of the fields without which a span is refused or told to be odd: trace_id, span_id and both times. */
const NEEDED = (1 << 1) | (1 << 2) | (1 << 7) | (1 << 8);

/** Reads Span messages straight into the columns of a block. */
export class SpanReader {
  readonly attributes: AttributeReader;
  private readonly from: Cursor;
  private readonly block: SpanBlock;
  private readonly parts: Parts;
  /** Where the ids of the span begin. */
  private spanIdAt = 0;
  private parentAt = -1;

  constructor(from: Cursor, block: SpanBlock) {
    this.from = from;
    this.block = block;
    this.attributes = new AttributeReader(from, block.columns.words);
    this.parts = { from, block, attributes: this.attributes };
  }

  /** Writes the row of the span from the cursor up to `end`; throws when it is unusual, and then part of the row may be written. */
  read(end: number): void {
    const { from, block, parts, attributes } = this;
    let seen = 0;
    let count = 0;
    let events = 0;
    let links = 0;
    this.parentAt = -1;
    while (from.pos < end) {
      const tag = from.varint();
      if (tag === ATTRIBUTE) {
        count = countAttribute(count);
        attributes.read(end, block.columns.attributes);
      } else if (tag === EVENT) {
        events += 1;
        readEvent(parts, end);
      } else if (tag === LINK) {
        links += 1;
        readLink(parts, end);
      } else if (tag >>> 3 > FIELD_MAX) {
        from.skip(tag, end);
      } else {
        seen |= bitOf(tag, seen);
        this.readField(tag, end);
      }
    }
    if (from.pos !== end || (seen & NEEDED) !== NEEDED || events > EVENTS_MAX || links > LINKS_MAX || this.isOwnParent()) throw UNUSUAL;
    this.addDefaults(seen);
    block.columns.attributes.endRow();
  }

  private readField(tag: number, end: number): void {
    const { from, parts } = this;
    const { columns, kindWords } = this.block;
    switch (tag) {
      case 10:
        writeId(from, from.fieldEnd(end), 16, columns.traceId.values);
        break;
      case 18:
        this.readSpanId(end);
        break;
      case 26:
        readText(from, end, NAME_CHARS_MAX, columns.traceState);
        break;
      case 34:
        this.readParent(end);
        break;
      case 42:
        readWord(parts, end, columns.name);
        break;
      case 48:
        columns.kind.add(knownWord(kindWords, from.varint()));
        break;
      case 57:
        readTime(from, end, columns.start);
        break;
      case 65:
        readTime(from, end, columns.end);
        break;
      case 80:
        columns.dropped.values.uint32(from.varint());
        break;
      case 96:
        columns.droppedEvents.values.uint32(from.varint());
        break;
      case 112:
        columns.droppedLinks.values.uint32(from.varint());
        break;
      case 122:
        readStatus(parts, end);
        break;
      case 133:
        columns.flags.values.uint32(from.fixed32(end));
        break;
      default:
        throw UNUSUAL;
    }
  }

  private readSpanId(limit: number): void {
    const { from } = this;
    const end = from.fieldEnd(limit);
    this.spanIdAt = from.pos;
    writeId(from, end, 8, this.block.columns.spanId.values);
  }

  private readParent(limit: number): void {
    const { from } = this;
    const end = from.fieldEnd(limit);
    if (end > from.pos) this.parentAt = from.pos;
    writeOptionalId(from, end, 8, this.block.columns.parentSpanId.values);
  }

  private isOwnParent(): boolean {
    const { from: { view }, parentAt, spanIdAt } = this;
    if (parentAt < 0) return false;
    return view.getUint32(parentAt, true) === view.getUint32(spanIdAt, true) && view.getUint32(parentAt + 4, true) === view.getUint32(spanIdAt + 4, true);
  }

  /** Writes what protobuf means by a field that did not come. */
  private addDefaults(seen: number): void {
    const { columns, kindWords, statusWords, emptyWord } = this.block;
    if (lacks(seen, 3)) columns.traceState.values.byte(0);
    if (lacks(seen, 4)) columns.parentSpanId.values.byte(0);
    if (lacks(seen, 5)) columns.name.add(emptyWord);
    if (lacks(seen, 6)) columns.kind.add(knownWord(kindWords, 0));
    if (lacks(seen, 10)) columns.dropped.values.uint32(0);
    if (lacks(seen, 12)) columns.droppedEvents.values.uint32(0);
    if (lacks(seen, 14)) columns.droppedLinks.values.uint32(0);
    if (lacks(seen, 15)) {
      columns.statusMessage.values.byte(0);
      columns.statusCode.add(knownWord(statusWords, 0));
    }
    if (lacks(seen, 16)) columns.flags.values.uint32(0);
  }
}

const lacks = (seen: number, field: number): boolean => (seen & (1 << field)) === 0;
