import type { ATTRIBUTE_TYPES } from "@/lib/clickhouse/attribute-columns.ts";
import { KEY_CHARS_MAX, VALUE_CHARS_MAX } from "../../decode/limits.ts";
import type { ByteBuffer } from "../byte-buffer.ts";
import type { AttributeMaps } from "../columns/attribute-maps.ts";
import type { Dictionary } from "../dictionary.ts";
import { wordOf } from "../object-values.ts";
import { writeComposite, writePlainArray } from "./composite-value.ts";
import { copyShort, copyText } from "./copy-text.ts";
import type { Cursor } from "./cursor.ts";
import { UNUSUAL } from "./unusual.ts";
import { writeAscii, writeDouble, writeInt64 } from "./write-number.ts";

/** What a length must be under to be one byte. */
const SHORT_MAX = 0x80;
// Tags of a KeyValue, and of the variants of an AnyValue.
const [KEY, VALUE] = [10, 18];
const [STRING, BOOL, INT, DOUBLE, ARRAY, KVLIST, BYTES] = [10, 16, 24, 33, 42, 50, 58];

/** Reads KeyValue messages straight into the columns of attributes. */
export class AttributeReader {
  private readonly from: Cursor;
  private readonly words: Dictionary;
  private readonly types: Readonly<Record<(typeof ATTRIBUTE_TYPES)[number], number>>;
  private lastKey = 0;
  /** Where the length of the AnyValue that is being read stands. */
  private valueAt = 0;
  /** Values inside arrays and kvlists that were read since somebody set this to 0. */
  nestedValues = 0;

  constructor(from: Cursor, words: Dictionary) {
    this.from = from;
    this.words = words;
    const word = (type: (typeof ATTRIBUTE_TYPES)[number]): number => wordOf(type, words);
    this.types = {
      int: word("int"), double: word("double"), bool: word("bool"), bytes: word("bytes"),
      array: word("array"), kvlist: word("kvlist"), empty: word("empty"),
    };
  }

  /** Adds the KeyValue whose length is at the cursor. */
  read(limit: number, into: AttributeMaps): void {
    const { view, pos } = this.from;
    // Nearly all are short: a length, tag and length of the key, key, tag and length of the value, each number one byte.
    const end = pos + 1 + view.getUint8(pos);
    const keyLength = view.getUint8(pos + 2);
    const keyEnd = pos + 3 + keyLength;
    const isShort = end - pos <= SHORT_MAX && keyLength < SHORT_MAX && view.getUint8(pos + 1) === KEY && end <= limit;
    if (!isShort || keyEnd + 2 > end || view.getUint8(keyEnd) !== VALUE || keyEnd + 2 + view.getUint8(keyEnd + 1) !== end) {
      this.readAny(limit, into);
      return;
    }
    const word = this.wordAt(pos + 3, keyLength);
    if (!into.addKey(word)) throw UNUSUAL;
    const textAt = keyEnd + 4;
    if (textAt <= end && view.getUint8(keyEnd + 2) === STRING && textAt + view.getUint8(keyEnd + 3) === end) {
      copyShort(this.from, textAt, end, into.texts.values.values);
      this.from.pos = end;
      return;
    }
    this.valueAt = keyEnd + 1;
    this.from.pos = keyEnd + 2;
    this.readValue(end, word, into);
  }

  private readAny(limit: number, into: AttributeMaps): void {
    const { from } = this;
    const end = from.fieldEnd(limit);
    if (from.varint() !== KEY) throw UNUSUAL;
    const word = this.readKey(end);
    if (!into.addKey(word)) throw UNUSUAL;
    if (from.pos === end) {
      this.addEmpty(word, into);
      return;
    }
    if (from.varint() !== VALUE) throw UNUSUAL;
    this.valueAt = from.pos;
    if (from.fieldEnd(end) !== end) throw UNUSUAL;
    this.readValue(end, word, into);
  }

  private readKey(limit: number): number {
    const { from } = this;
    const end = from.fieldEnd(limit);
    if (end - from.pos > KEY_CHARS_MAX) throw UNUSUAL;
    const word = this.wordAt(from.pos, end - from.pos);
    from.pos = end;
    return word;
  }

  private wordAt(at: number, length: number): number {
    const word = this.words.idAfter(this.lastKey, this.from.view, at, length);
    this.lastKey = word;
    if (!this.words.isPlainKey(word)) throw UNUSUAL;
    return word;
  }

  /** Adds the value from the cursor up to `end`. */
  private readValue(end: number, word: number, into: AttributeMaps): void {
    const { from } = this;
    if (from.pos === end) {
      this.addEmpty(word, into);
      return;
    }
    const tag = from.varint();
    if (tag === STRING) {
      if (from.fieldEnd(end) !== end || end - from.pos > VALUE_CHARS_MAX) throw UNUSUAL;
      copyText(from, end, into.texts.values.values);
    } else {
      into.addType(word, this.readTyped(tag, end, into.texts.values.values));
      if (from.pos !== end) throw UNUSUAL;
    }
  }

  /** Adds a value that is not a string; returns its type. */
  private readTyped(tag: number, end: number, into: ByteBuffer): number {
    const { from, types } = this;
    switch (tag) {
      case INT:
        writeInt64(from, into);
        return types.int;
      case DOUBLE:
        writeDouble(from, from.fixed64(end), into);
        return types.double;
      case BOOL:
        writeAscii(from.varint() === 0 ? "false" : "true", into);
        return types.bool;
      case ARRAY:
        this.readArray(end, into);
        return types.array;
      case KVLIST:
        if (from.fieldEnd(end) !== end) throw UNUSUAL;
        this.nestedValues += writeComposite(from, this.valueAt, end, into);
        return types.kvlist;
      case BYTES:
        this.readBytes(end, into);
        return types.bytes;
      default:
        throw UNUSUAL;
    }
  }

  private readArray(end: number, into: ByteBuffer): void {
    const { from } = this;
    if (from.fieldEnd(end) !== end) throw UNUSUAL;
    const plain = writePlainArray(from, end, into);
    this.nestedValues += plain >= 0 ? plain : writeComposite(from, this.valueAt, end, into);
  }

  private readBytes(end: number, into: ByteBuffer): void {
    const { from } = this;
    if (from.fieldEnd(end) !== end || end - from.pos > VALUE_CHARS_MAX) throw UNUSUAL;
    const base64 = Buffer.from(from.bytes.buffer, from.bytes.byteOffset + from.pos, end - from.pos).toString("base64");
    into.varint(base64.length);
    into.ascii(base64);
    from.pos = end;
  }

  private addEmpty(word: number, into: AttributeMaps): void {
    into.texts.values.values.byte(0);
    into.addType(word, this.types.empty);
  }
}
