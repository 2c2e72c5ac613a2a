/** Prints one line for one event; control characters, which could forge further lines, become spaces. */
export function log(line: string): void {
  console.log(`${new Date().toISOString()} ${line.replaceAll(/\p{Cc}/gu, " ")}`);
}
