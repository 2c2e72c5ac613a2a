import type { ReactNode } from "react";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";

/** The handoffs of a workflow in order, or why there are none. */
export function WorkflowHandoffs({ shown, inAll, children }: { shown: number; inAll: number; children: ReactNode }) {
  return (
    <Section title="Handoffs" aside={shown < inAll ? `the first ${formatCount(shown)} of ${countOf(inAll, "handoff")}` : `${countOf(inAll, "handoff")}, in order`}>
      {inAll === 0 ? (
        <p className="px-4 pb-4 text-ink-2">
          No handoff was found in these traces. The attributes <code className="font-mono text-xs">handoff.id</code>, <code className="font-mono text-xs">handoff.source.agent.name</code> and{" "}
          <code className="font-mono text-xs">handoff.target.agent.name</code> on a span name one for certain.
        </p>
      ) : (
        <div className="max-h-[36rem] overflow-y-auto">{children}</div>
      )}
    </Section>
  );
}
