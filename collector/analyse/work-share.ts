/** A trace to be analysed, by the owner of the trace `leadId`: itself, or the first of those it hangs together with. */
export interface Charge {
  traceId: string;
  leadId: string;
  /** Spans were stored; otherwise it is to be judged again. */
  fresh: boolean;
}

/** How the analyser knows which work is its own while several collectors feed one database (collector/share). */
export interface WorkShare {
  isShared(): boolean;
  /** Whether what belongs to a trace is analysed here. */
  owns(traceId: string): boolean;
  /** Whether what is done by the clock is done here. */
  isLeader(): boolean;
  /** Tells other collectors what is theirs. */
  tell(charges: readonly Charge[]): void;
  /** `told` hears what others found to be ours; `changed`, that our share is another one now. */
  listen(listener: { told(charges: readonly Charge[]): void; changed(): void }): void;
  /** Unix nanoseconds by the database's clock. */
  now(): bigint;
  /** Unix nanoseconds that order what is written, over all collectors: asked for before reading what is written by it. */
  version(): Promise<bigint>;
}

/** The share of a collector that is known to be the only one: everything. `unixMs` is the clock. */
export function wholeShare(unixMs: () => number): WorkShare {
  let last = 0n;
  const now = (): bigint => BigInt(unixMs()) * 1_000_000n;
  return {
    isShared: () => false,
    owns: () => true,
    isLeader: () => true,
    tell: () => undefined,
    listen: () => undefined,
    now,
    version: () => Promise.resolve((last = now() > last ? now() : last + 1n)),
  };
}
