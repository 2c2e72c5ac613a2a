/** Bytes to which more are added. */
export class GrownBytes {
  private bytes: Uint8Array;
  private length = 0;

  constructor(capacity: number) {
    this.bytes = new Uint8Array(capacity);
  }

  add(more: Uint8Array): void {
    const end = this.length + more.length;
    if (end > this.bytes.length) this.grow(end);
    this.bytes.set(more, this.length);
    this.length = end;
  }

  all(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  private grow(needed: number): void {
    const grown = new Uint8Array(Math.max(needed, Math.ceil(this.bytes.length * 1.5)));
    grown.set(this.all());
    this.bytes = grown;
  }
}
