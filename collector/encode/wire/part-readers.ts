import { ATTRIBUTES_MAX, NAME_CHARS_MAX, VALUE_CHARS_MAX } from "../../decode/limits.ts";
import type { LowCardinalityColumn } from "../columns/low-cardinality-column.ts";
import type { PlainColumn } from "../columns/plain-column.ts";
import type { SpanBlock } from "../span-block.ts";
import type { AttributeReader } from "./attribute-reader.ts";
import { copyText } from "./copy-text.ts";
import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";
import { writeOptionalId } from "./write-id.ts";

/** What reading a part of a span needs. */
export interface Parts {
  from: Cursor;
  block: SpanBlock;
  attributes: AttributeReader;
}

/** The bit of the field of this tag, for the fields that were seen; unusual when it was seen before, since then one of two would win. */
export function bitOf(tag: number, seen: number): number {
  const bit = 1 << (tag >>> 3);
  if ((seen & bit) !== 0) throw UNUSUAL;
  return bit;
}

/** Counts one more attribute of something that may have so many. */
export function countAttribute(count: number): number {
  if (count >= ATTRIBUTES_MAX) throw UNUSUAL;
  return count + 1;
}

/** Adds the string field at the cursor as a word. */
export function readWord({ from, block }: Parts, limit: number, into: LowCardinalityColumn): void {
  const end = from.fieldEnd(limit);
  const length = end - from.pos;
  if (length > NAME_CHARS_MAX) throw UNUSUAL;
  const { words } = block.columns;
  const word = words.idOf(from.view, from.pos, length);
  if (!words.isText(word)) throw UNUSUAL;
  into.add(word);
  from.pos = end;
}

/** Adds the string field at the cursor. */
export function readText(from: Cursor, limit: number, charsMax: number, into: PlainColumn): void {
  const end = from.fieldEnd(limit);
  if (end - from.pos > charsMax) throw UNUSUAL;
  copyText(from, end, into.values);
}

/** Adds the fixed64 at the cursor. */
export function readTime(from: Cursor, limit: number, into: PlainColumn): void {
  const at = from.fixed64(limit);
  into.values.uint64(from.view.getUint32(at, true), from.view.getUint32(at + 4, true));
}

/** Reads a `Span.Event`, whose length is at the cursor. */
export function readEvent(parts: Parts, limit: number): void {
  const { from, block, attributes } = parts;
  const { events } = block.columns;
  const end = from.fieldEnd(limit);
  let seen = 0;
  let count = 0;
  while (from.pos < end) {
    const tag = from.varint();
    if (tag === 26) {
      count = countAttribute(count);
      attributes.read(end, events.attributes);
    } else if (tag >>> 3 > 4) {
      from.skip(tag, end);
    } else {
      seen |= bitOf(tag, seen);
      if (tag === 9) readTime(from, end, events.time);
      else if (tag === 18) readWord(parts, end, events.name);
      else if (tag === 32) events.dropped.values.uint32(from.varint());
      else throw UNUSUAL;
    }
  }
  if (from.pos !== end) throw UNUSUAL;
  if ((seen & (1 << 1)) === 0) events.time.values.uint64(0, 0);
  if ((seen & (1 << 2)) === 0) events.name.add(block.emptyWord);
  if ((seen & (1 << 4)) === 0) events.dropped.values.uint32(0);
  events.attributes.endRow();
}

/** Reads a `Span.Link`, whose length is at the cursor; unusual when it names no span. */
export function readLink({ from, block, attributes }: Parts, limit: number): void {
  const { links } = block.columns;
  const end = from.fieldEnd(limit);
  let seen = 0;
  let count = 0;
  while (from.pos < end) {
    const tag = from.varint();
    if (tag === 34) {
      count = countAttribute(count);
      attributes.read(end, links.attributes);
    } else if (tag >>> 3 > 6) {
      from.skip(tag, end);
    } else {
      seen |= bitOf(tag, seen);
      if (tag === 10) readLinkId(from, end, 16, links.traceId);
      else if (tag === 18) readLinkId(from, end, 8, links.spanId);
      else if (tag === 26) readText(from, end, NAME_CHARS_MAX, links.traceState);
      else if (tag === 40) links.dropped.values.uint32(from.varint());
      else if (tag === 53) links.flags.values.uint32(from.fixed32(end));
      else throw UNUSUAL;
    }
  }
  if (from.pos !== end || (seen & 6) !== 6) throw UNUSUAL;
  if ((seen & (1 << 3)) === 0) links.traceState.values.byte(0);
  if ((seen & (1 << 5)) === 0) links.dropped.values.uint32(0);
  if ((seen & (1 << 6)) === 0) links.flags.values.uint32(0);
  links.attributes.endRow();
}

function readLinkId(from: Cursor, limit: number, length: number, into: PlainColumn): void {
  const end = from.fieldEnd(limit);
  const before = into.values.length;
  writeOptionalId(from, end, length, into.values);
  if (into.values.length !== before + 1 + 2 * length) throw UNUSUAL;
}

/** Reads the `Status` of a span, whose length is at the cursor. */
export function readStatus({ from, block }: Parts, limit: number): void {
  const { columns, statusWords } = block;
  const end = from.fieldEnd(limit);
  let seen = 0;
  while (from.pos < end) {
    const tag = from.varint();
    if (tag >>> 3 > 3) {
      from.skip(tag, end);
    } else {
      seen |= bitOf(tag, seen);
      if (tag === 18) readText(from, end, VALUE_CHARS_MAX, columns.statusMessage);
      else if (tag === 24) columns.statusCode.add(knownWord(statusWords, from.varint()));
      else throw UNUSUAL;
    }
  }
  if (from.pos !== end) throw UNUSUAL;
  if ((seen & (1 << 2)) === 0) columns.statusMessage.values.byte(0);
  if ((seen & (1 << 3)) === 0) columns.statusCode.add(knownWord(statusWords, 0));
}

/** The word of one of OTLP's numbers; unusual when there is none. */
export function knownWord(words: readonly number[], number: number): number {
  const word = words[number];
  if (word === undefined) throw UNUSUAL;
  return word;
}
