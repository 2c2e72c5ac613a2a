import type { Changes } from "@/lib/model/change.ts";
import type { Comparison } from "@/lib/model/comparison.ts";
import { countOf } from "@/lib/text/count.ts";
import { CHANGE_WORDS } from "@/lib/text/change-words.ts";
import { withParams } from "@/lib/text/paths.ts";
import { ChangedToggle } from "./changed-toggle.tsx";
import type { HomeSeam } from "./home-seam.ts";
import { TrafficStrip } from "./traffic-strip.tsx";
import { seamName, WhatChanged } from "./what-changed.tsx";

interface ChangePanelProps {
  seams: readonly HomeSeam[];
  comparison: Comparison;
  changes: Changes;
  search: string;
}

/** All traffic of the window with the changes in it, and below, when opened, what is different from the window before. */
export function ChangePanel({ seams, comparison, changes, search }: ChangePanelProps) {
  const window = windowOf(search);
  const names = new Map(seams.map((seam) => [seam.id, seamName(seam)]));
  return (
    <section aria-label="What changed" className="panel mb-4 overflow-hidden">
      <TrafficStrip slices={sumSlices(seams)} window={comparison.window} changes={changes.changes} listHref={withParams("/", search, { changed: "1" })} />
      <ChangedToggle summary={<Summary comparison={comparison} changes={changes} />}>
        <WhatChanged comparison={comparison} changes={changes} window={window} names={names} />
      </ChangedToggle>
    </section>
  );
}

/** As high as the panel usually is, so that nothing jumps when it comes. */
export function ChangePanelPlaceholder() {
  return <div className="panel mb-4 h-31" aria-hidden="true" />;
}

function Summary({ comparison: { moves, appeared, vanished, newClasses, newPairs, before, left }, changes }: Pick<ChangePanelProps, "comparison" | "changes">) {
  const worse = new Set(moves.filter((move) => move.worse === true).map((move) => move.seam.id)).size;
  const better = new Set(moves.filter((move) => move.worse === false).map((move) => move.seam.id)).size;
  const parts = [
    ...(worse > 0 ? [`${countOf(worse, "seam")} got worse`] : []),
    ...(better > 0 ? [`${countOf(better, "seam")} got better`] : []),
    ...(newClasses.length > 0 ? [countOf(newClasses.length, "new finding class", "new finding classes")] : []),
    ...(newPairs.length > 0 ? [countOf(newPairs.length, "new version pair")] : []),
    ...(appeared.length > 0 && before.handoffs > 0 ? [countOf(appeared.length, "new seam")] : []),
    ...(vanished.length > 0 ? [countOf(vanished.length, "vanished seam")] : []),
    ...(changes.total > 0 ? [changeWords(changes)] : []),
  ];
  const compared = before.handoffs === 0 ? "nothing to compare with in the window before" : "nothing moved by more than chance explains";
  return (
    <>
      <span className="font-semibold">What changed</span>
      <span className="text-ink-2">{parts.length === 0 ? compared : parts.join(" · ")}{left > 0 && before.handoffs > 0 ? " and more" : ""}</span>
    </>
  );
}

function changeWords({ changes, total }: Changes): string {
  const kinds = [...new Set(changes.map((change) => change.kind))];
  const [only] = kinds;
  return kinds.length === 1 && only !== undefined && total === changes.length ? countOf(total, `new ${CHANGE_WORDS[only]}`) : countOf(total, "new version, model or contract", "new versions, models and contracts");
}

/** The window of time alone, as it stands in an address. */
function windowOf(search: string): string {
  const params = new URLSearchParams(search);
  return withParams("", "", { range: params.get("range") ?? "", from: params.get("from") ?? "", to: params.get("to") ?? "" });
}

function sumSlices(seams: readonly HomeSeam[]): number[] {
  const sums: number[] = [];
  for (const seam of seams) for (const [index, count] of seam.slices.entries()) sums[index] = (sums[index] ?? 0) + count;
  return sums;
}
