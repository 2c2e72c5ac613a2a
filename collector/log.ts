/** Prints one line for one event; control characters, which could forge further lines, become spaces. */
export function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line.replaceAll(/\p{Cc}/gu, " ")}`);
}

/** The same log for what a sender may cause: one line in `everyMs`, which says how many were left out. `now` is in ms. */
export function throttleLog(write: (line: string) => void, everyMs: number, now: () => number): (line: string) => void {
  let lastAt = Number.NEGATIVE_INFINITY;
  let leftOut = 0;
  return (line) => {
    if (now() - lastAt < everyMs) {
      leftOut += 1;
      return;
    }
    write(leftOut === 0 ? line : `${line} (and ${leftOut} such lines left out before it)`);
    lastAt = now();
    leftOut = 0;
  };
}
