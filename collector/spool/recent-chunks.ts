/** The bytes of chunks that came last, up to so many: what is inserted soon after it came need not be read back from disk. */
export class RecentChunks {
  private readonly bytesMax: number;
  private readonly bySeq = new Map<number, Uint8Array>();
  private bytes = 0;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  /** Keeps it if there is room; when there is not, the older ones are wanted sooner. */
  add(seq: number, chunk: Uint8Array): void {
    if (this.bytes + chunk.length > this.bytesMax) return;
    this.bySeq.set(seq, chunk);
    this.bytes += chunk.length;
  }

  get(seq: number): Uint8Array | undefined {
    return this.bySeq.get(seq);
  }

  forget(seq: number): void {
    this.bytes -= this.bySeq.get(seq)?.length ?? 0;
    this.bySeq.delete(seq);
  }
}
