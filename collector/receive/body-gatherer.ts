import type { Share } from "./byte-budget.ts";

/** Whether a body may go on: it does not when it is `too-large`, or when all bodies together are (`no-room`). */
export type Gathering = "going-on" | "too-large" | "no-room";

/** Puts together the body of one request, piece by piece, within its own limit and its share of the budget. */
export class BodyGatherer {
  private pieces: Uint8Array[] = [];
  private bytes = 0;
  private readonly bytesMax: number;
  private readonly share: Share;

  constructor(bytesMax: number, share: Share) {
    this.bytesMax = bytesMax;
    this.share = share;
  }

  add(piece: Uint8Array): Gathering {
    if (this.bytes + piece.length > this.bytesMax) return this.stop("too-large");
    if (!this.share.grow(piece.length)) return this.stop("no-room");
    this.bytes += piece.length;
    this.pieces.push(piece);
    return "going-on";
  }

  /** The whole body, in memory of its own, which may be handed to a thread. */
  finish(): Uint8Array<ArrayBuffer> {
    const body = new Uint8Array(this.bytes);
    let at = 0;
    for (const piece of this.pieces) {
      body.set(piece, at);
      at += piece.length;
    }
    this.pieces = [];
    return body;
  }

  private stop(why: Gathering): Gathering {
    this.pieces = [];
    return why;
  }
}
