import type { Origins } from "@/lib/model/origin.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { OriginCard } from "./origin-card.tsx";

/** Where the failures of a workflow began, the earliest first. */
export function OriginPanel({ origins }: { origins: Origins }) {
  const { list, inAll } = origins;
  return (
    <Section title="Where it began" id="origins" aside={inAll === 0 ? null : list.length < inAll ? `the first ${formatCount(list.length)} of ${countOf(inAll, "origin")}` : countOf(inAll, "origin")}>
      {inAll === 0 ? <p className="px-4 pb-4 text-ink-2">No handoff of this workflow failed, so there is nothing to walk back from.</p> : null}
      <div className="max-h-[36rem] overflow-y-auto" {...(list.length > 2 ? { tabIndex: 0, role: "region", "aria-label": "Origins" } : {})}>
        {list.map((origin) => (
          <OriginCard key={origin.id} origin={origin} />
        ))}
      </div>
    </Section>
  );
}
