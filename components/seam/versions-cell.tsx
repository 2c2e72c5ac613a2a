import type { VersionPair } from "@/lib/model/seam.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";

const word = (version: string) => (version === "" ? "?" : version);

interface VersionsCellProps {
  /** The busiest pairs. */
  pairs: readonly VersionPair[];
  all: number;
  failing: number;
}

/** The busiest pair of versions, and how many others there are; pairs that fail are counted in words. */
export function VersionsCell({ pairs, all, failing }: VersionsCellProps) {
  const [main] = pairs;
  if (main === undefined) return <span className="text-ink-3">not reported</span>;
  const lines = pairs.map((pair) => `${word(pair.source)} → ${word(pair.target)}: ${countOf(pair.handoffs, "handoff")}, ${formatCount(pair.failed)} failed`);
  const title = [...lines, ...(all > pairs.length ? [`and ${countOf(all - pairs.length, "other pair")}`] : [])].join("\n");
  return (
    <span className="block whitespace-nowrap" title={title}>
      <span className="block truncate font-mono text-xs">
        {word(main.source)} → {word(main.target)}
      </span>
      <span className="block truncate text-xs text-ink-3">{all > 1 ? `${countOf(all, "pair")}${failing > 0 ? `, ${failing} failing` : ""}` : contractWords(main)}</span>
    </span>
  );
}

function contractWords(pair: VersionPair): string {
  return pair.contract === "" ? "1 pair" : `contract ${pair.contract}`;
}
