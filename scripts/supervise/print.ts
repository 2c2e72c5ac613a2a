// A terminal that was closed must not end us in the middle of stopping the others.
process.stdout.on("error", () => undefined);

/** Prints one line with the name of who speaks in front. */
export function print(name: string, line: string): void {
  process.stdout.write(`[${name}] ${line}\n`);
}
