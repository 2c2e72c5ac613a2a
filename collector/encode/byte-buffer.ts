const FIRST_BYTES = 1024;
/** What a buffer may keep from one block to the next although the block used little of it. */
const KEPT_BYTES = 64 * 1024;
/** What a buffer may keep at most. */
const KEPT_BYTES_MAX = 8 * 1024 * 1024;
const USED_SHARE_MIN = 8;

/** How many bytes `varint` writes for a number. */
export const varintBytes = (value: number): number => (value < 0x80 ? 1 : value < 0x4000 ? 2 : value < 0x20_0000 ? 3 : value < 0x1000_0000 ? 4 : 5);

/** Bytes that grow at their end; numbers are little-endian, as in all of ClickHouse's Native format. */
export class ByteBuffer {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  length = 0;
  private capacity: number;
  private marked = 0;

  constructor(capacity = FIRST_BYTES) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
    this.capacity = capacity;
  }

  /** Makes room for that many more bytes. */
  reserve(more: number): void {
    if (this.length + more > this.capacity) this.resize(Math.max(2 * this.capacity, this.length + more));
  }

  byte(value: number): void {
    this.reserve(1);
    this.view.setUint8(this.length, value);
    this.length += 1;
  }

  uint16(value: number): void {
    this.reserve(2);
    this.view.setUint16(this.length, value, true);
    this.length += 2;
  }

  uint32(value: number): void {
    this.reserve(4);
    this.view.setUint32(this.length, value, true);
    this.length += 4;
  }

  /** A UInt64 in two halves. */
  uint64(low: number, high: number): void {
    this.reserve(8);
    this.view.setUint32(this.length, low, true);
    this.view.setUint32(this.length + 4, high, true);
    this.length += 8;
  }

  /** An unsigned number below 2^32 in LEB128, as the Native format counts bytes of a String. */
  varint(value: number): void {
    this.reserve(varintBytes(value));
    let rest = value;
    for (; rest > 0x7f; rest >>>= 7) {
      this.view.setUint8(this.length, (rest & 0x7f) | 0x80);
      this.length += 1;
    }
    this.view.setUint8(this.length, rest);
    this.length += 1;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Text that is known to be ASCII, its length not written. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let index = 0; index < text.length; index += 1) this.view.setUint8(this.length + index, text.charCodeAt(index));
    this.length += text.length;
  }

  /** Writes what was written since `mark` again, so many times. */
  repeat(times: number): void {
    const start = this.marked;
    const end = this.length + (this.length - start) * times;
    this.reserve(end - this.length);
    while (this.length < end) {
      const part = Math.min(this.length - start, end - this.length);
      this.bytes.copyWithin(this.length, start, start + part);
      this.length += part;
    }
  }

  /** Remembers the end, for `rollback`. */
  mark(): void {
    this.marked = this.length;
  }

  /** Forgets what was written since `mark`. */
  rollback(): void {
    this.length = this.marked;
  }

  /** The end that `mark` remembered. */
  get markedLength(): number {
    return this.marked;
  }

  /** What was written; the memory stays this buffer's. */
  written(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.length);
  }

  /** Forgets everything, and gives memory back of which the last block had no use. */
  clear(): void {
    const isWasted = this.capacity > KEPT_BYTES && this.length < this.capacity / USED_SHARE_MIN;
    this.length = 0;
    this.marked = 0;
    if (isWasted || this.capacity > KEPT_BYTES_MAX) this.resize(FIRST_BYTES);
  }

  private resize(capacity: number): void {
    const bytes = new Uint8Array(capacity);
    bytes.set(this.written());
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
    this.capacity = capacity;
  }
}
