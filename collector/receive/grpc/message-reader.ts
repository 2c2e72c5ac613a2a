import { BodyGatherer, type Gathering } from "../body-gatherer.ts";
import type { Share } from "../byte-budget.ts";

/** Flag of compression and length, in big-endian order, before each message. */
const PREFIX_BYTES = 5;

/** What a call has sent: its one message, `isCompressed` as its prefix says. */
export type CallBody = { kind: "message"; bytes: Uint8Array<ArrayBuffer>; isCompressed: boolean } | { kind: "malformed"; message: string };

/** Reads the one length-prefixed message of a unary call (gRPC over HTTP/2), piece by piece, at most `bytesMax` of it. */
export class MessageReader {
  private readonly prefix = Buffer.alloc(PREFIX_BYTES);
  private prefixBytes = 0;
  private bytes = 0;
  private readonly bytesMax: number;
  private readonly gatherer: BodyGatherer;

  constructor(bytesMax: number, share: Share) {
    this.bytesMax = bytesMax;
    this.gatherer = new BodyGatherer(bytesMax, share);
  }

  add(piece: Buffer): Gathering {
    const ofPrefix = Math.min(PREFIX_BYTES - this.prefixBytes, piece.length);
    piece.copy(this.prefix, this.prefixBytes, 0, ofPrefix);
    this.prefixBytes += ofPrefix;
    if (this.prefixBytes === PREFIX_BYTES && this.announced > this.bytesMax) return "too-large";
    this.bytes += piece.length - ofPrefix;
    return this.gatherer.add(piece.subarray(ofPrefix));
  }

  finish(): CallBody {
    if (this.prefixBytes < PREFIX_BYTES) return { kind: "malformed", message: "expected one message, found none" };
    if (this.bytes !== this.announced) return { kind: "malformed", message: `expected one message of ${this.announced} bytes, found ${this.bytes} bytes` };
    const flag = this.prefix.readUInt8(0);
    if (flag > 1) return { kind: "malformed", message: `expected 0 or 1 as the flag of compression, found ${flag}` };
    return { kind: "message", bytes: this.gatherer.finish(), isCompressed: flag === 1 };
  }

  private get announced(): number {
    return this.prefix.readUInt32BE(1);
  }
}
