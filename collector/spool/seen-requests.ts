import { z } from "zod";

/** What became of a request, kept so that the same request sent again is answered the same. */
export const SeenRequest = z.object({
  /** When it came, Unix milliseconds. */
  at: z.number(),
  received: z.number(),
  rejected: z.number(),
  message: z.string(),
});
export type SeenRequest = z.infer<typeof SeenRequest>;

/** How long, and how many, requests are known. */
export interface SeenRequestLimits {
  keptMs: number;
  requests: number;
}

/** The requests that came last, oldest first; each is on disk too, by its name. */
export class SeenRequests {
  private readonly limits: SeenRequestLimits;
  private readonly byName = new Map<string, SeenRequest>();

  constructor(limits: SeenRequestLimits, kept: readonly (readonly [string, SeenRequest])[] = []) {
    this.limits = limits;
    for (const [name, request] of kept.toSorted(([, a], [, b]) => a.at - b.at)) this.byName.set(name, request);
  }

  get(name: string): SeenRequest | undefined {
    return this.byName.get(name);
  }

  add(name: string, request: SeenRequest): void {
    this.byName.set(name, request);
  }

  forget(names: readonly string[]): void {
    for (const name of names) this.byName.delete(name);
  }

  /** At most `most` of those that are too old or too many, oldest first. */
  expired(now: number, most: number): string[] {
    const names: string[] = [];
    let left = this.byName.size;
    for (const [name, { at }] of this.byName) {
      // A clock that was set back makes them look young; then their number bounds them.
      if (names.length === most || (left <= this.limits.requests && now - at < this.limits.keptMs)) break;
      names.push(name);
      left -= 1;
    }
    return names;
  }
}
