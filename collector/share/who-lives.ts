/** One collector as the database knows it; `ageMs` is how long ago it was last heard of. */
export interface Beat {
  collector: string;
  ageMs: number;
  gone: boolean;
}

/**
 * Who lives: all that were heard of within `deadAfterMs`, and this collector itself. While the database did not answer nobody could be heard
 * of: `isBackLately` says that this was so a moment ago, and then none of `before` is given up that has not said goodbye.
 */
export function whoLives(beats: readonly Beat[], { self, before, deadAfterMs, isBackLately }: { self: string; before: ReadonlySet<string>; deadAfterMs: number; isBackLately: boolean }): Set<string> {
  // A beat out of the future was told before the database's clock was set back.
  const living = beats.filter((beat) => !beat.gone && (Math.abs(beat.ageMs) <= deadAfterMs || (isBackLately && before.has(beat.collector))));
  return new Set([self, ...living.map((beat) => beat.collector)]);
}
