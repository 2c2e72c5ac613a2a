import { groupBy } from "@/lib/model/group-by.ts";
import type { Origin } from "@/lib/model/origin.ts";
import type { Workflow } from "@/lib/model/workflow.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { OriginCard } from "./origin-card.tsx";

/** Where the failures of a workflow began, the earliest first; those of one seam that are alike stand behind the first of them. */
export function OriginPanel({ workflow }: { workflow: Workflow }) {
  const { list, inAll } = workflow.origins;
  const groups = [...groupBy(list, ({ seamId, class: of, place, what, defect }) => [seamId, of, place, defect === "value" ? what : ""].join(" ")).values()];
  return (
    <Section title="Where it began" id="origins" aside={inAll === 0 ? null : list.length < inAll ? `the first ${formatCount(list.length)} of ${countOf(inAll, "origin")}` : countOf(inAll, "origin")}>
      {inAll === 0 ? <p className="px-4 pb-4 text-ink-2">{nothingFound(workflow)}</p> : null}
      <div className="max-h-[36rem] overflow-y-auto" {...(groups.length > 2 ? { tabIndex: 0, role: "region", "aria-label": "Origins" } : {})}>
        {groups.map((group) => (
          <Group key={group[0]?.id} group={group} />
        ))}
      </div>
    </Section>
  );
}

function nothingFound({ failed, handoffs, handoffsInAll }: Workflow): string {
  return failed === 0
    ? "No handoff of this workflow failed, so there is nothing to walk back from."
    : `The handoffs that failed are not among the first ${formatCount(handoffs.length)} of ${countOf(handoffsInAll, "handoff")} that were walked through.`;
}

function Group({ group: [first, ...others] }: { group: readonly Origin[] }) {
  if (first === undefined) return null;
  return (
    <>
      <OriginCard origin={first} />
      {others.length === 0 ? null : (
        <details className="border-t border-line">
          <summary className="cursor-pointer px-4 py-2 text-ink-2 hover:text-ink">{countOf(others.length, "more", "more")} at this seam, alike</summary>
          {others.map((origin) => (
            <OriginCard key={origin.id} origin={origin} />
          ))}
        </details>
      )}
    </>
  );
}
