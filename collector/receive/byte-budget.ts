/**
 * Bounds what the bodies of all requests under way take of memory, whoever sends them and by whatever transport. A body counts
 * as it arrives, not as it is announced: an announcement costs its sender nothing, and could keep all others out.
 */
export class ByteBudget {
  readonly bytesMax: number;
  private used = 0;

  constructor(bytesMax: number) {
    this.bytesMax = bytesMax;
  }

  get bytesInFlight(): number {
    return this.used;
  }

  /** Whether a body of that size would fit now. */
  hasRoomFor(bytes: number): boolean {
    return this.used + bytes <= this.bytesMax;
  }

  /** A share of the budget for one request, nothing at first. */
  open(): Share {
    let bytes = 0;
    return {
      grow: (more) => {
        if (!this.hasRoomFor(more)) return false;
        bytes += more;
        this.used += more;
        return true;
      },
      release: () => {
        this.used -= bytes;
        bytes = 0;
      },
    };
  }
}

/** What one request has of the budget; `grow` says whether there was room, `release` gives all of it back. */
export interface Share {
  grow(bytes: number): boolean;
  release(): void;
}
