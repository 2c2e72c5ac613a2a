/** One handoff of a drawn chain; what is left out is not told. `alone` draws the sender only. */
export interface Hop {
  sent?: string;
  received?: string;
  source?: string;
  target?: string;
  alone?: boolean;
}

const PAUSE = 4;

/** A picture for `drawTrace`: agents a1, a2, … of which each hands over to the next, four seconds apart, all under one correlation id. */
export function drawChain(hops: readonly Hop[]): string {
  const width = hops.length * PAUSE + 8;
  return hops.flatMap((hop, index) => linesOf(hop, index, width)).join("\n");
}

function linesOf({ sent, received, source = "", target = "", alone = false }: Hop, index: number, width: number): string[] {
  const bar = (from: number, length: number) => `|${" ".repeat(from)}${"=".repeat(length)}${" ".repeat(width - from - length)}|`;
  const shared = `handoff.id=h${index + 1}  handoff.correlation_id=task`;
  const sending = `a${index + 1} ${bar(index * PAUSE, 1)} producer  ${shared}  handoff.target.agent.name=a${index + 2}${payload("sent", sent)}  ${source}`;
  const receiving = `a${index + 2} ${bar(index * PAUSE + 2, 2)} consumer  ${shared}${payload("received", received)}  ${target}`;
  return alone ? [sending] : [sending, receiving];
}

const payload = (side: string, text: string | undefined): string => (text === undefined ? "" : `  handoff.${side}.payload=${text}`);
