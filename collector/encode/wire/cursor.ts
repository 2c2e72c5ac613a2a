import { UNUSUAL } from "./unusual.ts";

const [VARINT, BITS_64, BYTES, BITS_32] = [0, 1, 2, 5];
const VARINT_BYTES_MAX = 10;

/** A place in the protobuf bytes of a request. Whatever is not written as protobuf's own writers do is unusual. */
export class Cursor {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  pos = 0;

  constructor(body: Uint8Array) {
    // Never a Buffer: code that meets two kinds of arrays is slower for both.
    this.bytes = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    this.view = new DataView(body.buffer, body.byteOffset, body.byteLength);
  }

  /** A varint of at most 32 bits: a tag, a length, a count. */
  varint(): number {
    const first = this.view.getUint8(this.pos);
    this.pos += 1;
    return first < 0x80 ? first : this.longVarint(first);
  }

  /** Reads the length of a field; returns where the field ends, which is not beyond `limit`. */
  fieldEnd(limit: number): number {
    const length = this.varint();
    const end = this.pos + length;
    if (end > limit) throw UNUSUAL;
    return end;
  }

  /** Goes past a field of 8 bytes; returns where it begins. */
  fixed64(limit: number): number {
    const start = this.pos;
    this.pos += 8;
    if (this.pos > limit) throw UNUSUAL;
    return start;
  }

  fixed32(limit: number): number {
    const start = this.pos;
    this.pos += 4;
    if (this.pos > limit) throw UNUSUAL;
    return this.view.getUint32(start, true);
  }

  /** Goes past a field that OTLP has not named yet. */
  skip(tag: number, limit: number): void {
    switch (tag & 7) {
      case VARINT:
        this.skipVarint();
        break;
      case BITS_64:
        this.pos += 8;
        break;
      case BYTES:
        this.pos = this.fieldEnd(limit);
        break;
      case BITS_32:
        this.pos += 4;
        break;
      default:
        throw UNUSUAL;
    }
    if (this.pos > limit) throw UNUSUAL;
  }

  private longVarint(first: number): number {
    let value = first & 0x7f;
    for (let shift = 7; shift < 35; shift += 7) {
      const byte = this.view.getUint8(this.pos);
      this.pos += 1;
      value |= (byte & 0x7f) << shift;
      if (byte >= 0x80) continue;
      if (shift === 28 && byte > 0x0f) throw UNUSUAL;
      return value >>> 0;
    }
    throw UNUSUAL;
  }

  private skipVarint(): void {
    for (let count = 0; count < VARINT_BYTES_MAX; count += 1) {
      const byte = this.view.getUint8(this.pos);
      this.pos += 1;
      if (byte < 0x80) return;
    }
    throw UNUSUAL;
  }
}
