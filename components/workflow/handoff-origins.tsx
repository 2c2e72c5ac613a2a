import Link from "next/link";
import type { HandoffOrigin, Origin } from "@/lib/model/origin.ts";
import { countOf } from "@/lib/text/count.ts";
import { workflowPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { OriginCard } from "./origin-card.tsx";

/** What a handoff has to do with the failures of its workflow: they began here, were inherited, or it ran on them. */
export function HandoffOrigins({ id, origin }: { id: string; origin: HandoffOrigin }) {
  const { began, inherited, ranOn, workflow, traces } = origin;
  if (began.length + inherited.length + ranOn.length === 0) return null;
  return (
    <Section
      title="Origin and blast radius"
      id="origin"
      aside={
        <Link href={workflowPath(workflow)} prefetch={false} className="text-link">
          the workflow of {countOf(traces, "trace")}
        </Link>
      }
    >
      <Part words="This is where it began" origins={began} here={id} />
      <Part words="Inherited from an earlier handoff" origins={inherited} here={id} />
      <Part words="It ran on what had gone wrong earlier; what it tells does not show whether it still did" origins={ranOn} here={id} />
    </Section>
  );
}

function Part({ words, origins, here }: { words: string; origins: readonly Origin[]; here: string }) {
  if (origins.length === 0) return null;
  return (
    <div className="border-t border-line">
      <p className="px-4 pt-2 pb-1 text-ink-2">{words}</p>
      {origins.map((origin) => (
        <OriginCard key={origin.id} origin={origin} here={here} />
      ))}
    </div>
  );
}
