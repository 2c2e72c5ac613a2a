import { AHEAD_MAX, LASTS_MAX, TIME_MIN } from "../../decode/times.ts";
import type { ByteBuffer } from "../byte-buffer.ts";

/** Nanoseconds of today are beyond what a JavaScript number holds exactly: nearer than this to a bound, `oddTimes` has to judge. */
const INEXACT = 1024;
const EARLIEST = Number(TIME_MIN) + INEXACT;
const LONGEST = Number(LASTS_MAX) - INEXACT;

/** Whether `oddTimes` surely has nothing to note of times that lie between `TIME_MIN` and a latest. */
export class OrdinaryTimes {
  private readonly latest: number;

  /** `now` is our clock in unix nanoseconds. */
  constructor(now: bigint) {
    this.latest = Number(now + AHEAD_MAX) - INEXACT;
  }

  /** Asks it of the last UInt64 of each buffer. */
  holdFor(starts: ByteBuffer, ends: ByteBuffer): boolean {
    const start = lastOf(starts);
    const end = lastOf(ends);
    return start >= EARLIEST && end <= this.latest && end - start > INEXACT && end - start <= LONGEST;
  }
}

const lastOf = ({ view, length }: ByteBuffer): number => view.getUint32(length - 4, true) * 2 ** 32 + view.getUint32(length - 8, true);
