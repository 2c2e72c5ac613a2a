import type { TraceFlaws } from "@/lib/model/trace.ts";
import { countOf } from "@/lib/text/count.ts";

/** What the spans of a trace contradict each other in, and how it was read all the same; nothing when they do not. */
export function FlawNotice({ flaws }: { flaws: TraceFlaws }) {
  const told = sentencesOf(flaws);
  if (told.length === 0) return null;
  return (
    <ul aria-label="Contradictions in this trace" className="panel mt-2 border-control! px-4 py-2">
      {told.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function sentencesOf({ ownParents, circles, moreRoots, otherCopies, clocks }: TraceFlaws): string[] {
  return [
    ownParents === 0 ? "" : `${countOf(ownParents, "span")} named itself as its parent and is shown as a root.`,
    circles === 0 ? "" : `Parents ran in ${countOf(circles, "circle")}; each is cut at its earliest span.`,
    moreRoots === 0 ? "" : `${countOf(moreRoots + 1, "span")} say that they are the root of this trace.`,
    otherCopies === 0 ? "" : `${countOf(otherCopies, "span")} came again under the same id with other content; the one that ended last counts.`,
    clocks === 0 ? "" : `The clocks of both sides disagree in ${countOf(clocks, "handoff")}: no latency is claimed there.`,
  ].filter((sentence) => sentence !== "");
}
