import { statfs } from "node:fs/promises";
import { SPOOL_MARKS } from "@/lib/model/ingest.ts";

/** How much may wait in the spool. */
export interface RoomLimits {
  bytesMax: number;
  /** Below this much free disk nothing more is taken, below twice as much senders are slowed down: LevelDB needs some to tidy up. */
  diskFreeBytesMin: number;
}

/** Disk that is left free by default. */
export const DISK_FREE_BYTES_MIN = 256 * 1024 * 1024;

const LOOK_EVERY_MS = 1000;

/** Why nothing is taken for now. */
export interface NoRoom {
  status: 429 | 503;
  retryAfterS: number;
  message: string;
}

/** Tells whether there is room for more, by the bytes in the spool and by what is free on its disk. */
export class Room {
  readonly softBytes: number;
  readonly hardBytes: number;
  readonly limits: RoomLimits;
  diskFreeBytes: number | undefined;
  private readonly dir: string;
  private lookedAt = Number.NEGATIVE_INFINITY;

  constructor(dir: string, limits: RoomLimits) {
    this.dir = dir;
    this.limits = limits;
    this.softBytes = limits.bytesMax * SPOOL_MARKS.soft;
    this.hardBytes = limits.bytesMax * SPOOL_MARKS.hard;
  }

  /** Has the disk looked at, unless that was done within the last second; nobody waits for it. `now` is in ms and only grows. */
  lookAgain(now: number): void {
    if (now - this.lookedAt < LOOK_EVERY_MS) return;
    this.lookedAt = now;
    this.look().catch(() => (this.diskFreeBytes = undefined));
  }

  async look(): Promise<void> {
    const { bavail, bsize } = await statfs(this.dir);
    this.diskFreeBytes = bavail * bsize;
  }

  /** Undefined when a request may be added to so many bytes. An empty spool takes any, or a huge one could never be stored. */
  refusal(waitingBytes: number, requestBytes: number): NoRoom | undefined {
    const free = this.diskFreeBytes ?? Number.POSITIVE_INFINITY;
    const { diskFreeBytesMin } = this.limits;
    if (free - requestBytes < diskFreeBytesMin) return { status: 503, retryAfterS: 10, message: "the collector's disk is full" };
    const after = waitingBytes + requestBytes;
    if (waitingBytes > 0 && after > this.hardBytes) return { status: 503, retryAfterS: 10, message: "the collector's spool is full: the database takes less than is sent" };
    if (waitingBytes > 0 && after > this.softBytes) return { status: 429, retryAfterS: 2, message: "the collector's spool is nearly full: the database takes less than is sent" };
    if (free - requestBytes < 2 * diskFreeBytesMin) return { status: 429, retryAfterS: 5, message: "the collector's disk is nearly full" };
    return undefined;
  }
}
