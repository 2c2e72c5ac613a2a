import type { ReactNode } from "react";
import { countOf } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";

/** The handoffs with evidence in a trace, or why there may be none. */
export function TraceHandoffs({ count, children }: { count: number; children: ReactNode }) {
  return (
    <Section title="Handoffs" aside={count === 0 ? null : `${countOf(count, "handoff")} with evidence in this trace`}>
      {count === 0 ? (
        <p className="px-4 pb-4 text-ink-2">
          No handoff was found in this trace: one agent worked alone, or what passes between agents is not named in a way that any rule knows. The attributes{" "}
          <code className="font-mono text-xs">handoff.id</code>, <code className="font-mono text-xs">handoff.source.agent.name</code> and{" "}
          <code className="font-mono text-xs">handoff.target.agent.name</code> on a span name it for certain.
        </p>
      ) : (
        <div className="max-h-[28rem] overflow-y-auto">{children}</div>
      )}
    </Section>
  );
}
