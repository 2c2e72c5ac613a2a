import type { VersionPair } from "@/lib/model/seam.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";

const word = (version: string) => (version === "" ? "?" : version);

/** The busiest pair of versions, and how many others there are; pairs that fail are counted in words. */
export function VersionsCell({ pairs }: { pairs: readonly VersionPair[] }) {
  const known = pairs.filter((pair) => pair.source !== "" || pair.target !== "" || pair.contract !== "");
  const [main] = known;
  if (main === undefined) return <span className="text-ink-3">not reported</span>;
  const failing = known.filter((pair) => pair.failed > 0).length;
  const title = known.map((pair) => `${word(pair.source)} → ${word(pair.target)}: ${countOf(pair.handoffs, "handoff")}, ${formatCount(pair.failed)} failed`).join("\n");
  return (
    <span className="relative z-10 block max-w-56 whitespace-nowrap" title={title}>
      <span className="block truncate font-mono text-xs">
        {word(main.source)} → {word(main.target)}
      </span>
      <span className="block truncate text-xs text-ink-3">
        {known.length > 1 ? `${countOf(known.length, "pair")}${failing > 0 ? `, ${failing} failing` : ""}` : contractWords(main)}
      </span>
    </span>
  );
}

function contractWords(pair: VersionPair): string {
  return pair.contract === "" ? "1 pair" : `contract ${pair.contract}`;
}
