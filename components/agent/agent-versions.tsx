import type { AgentVersion } from "@/lib/model/agent.ts";
import { countOf } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

/** Versions of an agent as its handoffs tell them. */
export function AgentVersions({ versions, nowMs }: { versions: readonly AgentVersion[]; nowMs: number }) {
  return (
    <Section title="Versions" aside={versions.length === 0 ? null : "the most recently seen first"}>
      {versions.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">
          Its telemetry tells no version. Set <code className="rounded bg-sunk px-1.5 py-0.5 font-mono">gen_ai.agent.version</code> on its spans, or{" "}
          <code className="rounded bg-sunk px-1.5 py-0.5 font-mono">service.version</code> on its resource.
        </p>
      ) : (
        <ul className="pb-2">
          {versions.map(({ version, handoffs, failed, firstSeenAt, lastSeenAt }) => (
            <li key={version} className="flex flex-wrap items-baseline gap-x-4 border-t border-line px-4 py-1.5">
              <code className="font-mono [overflow-wrap:anywhere]">{version}</code>
              <span>{countOf(handoffs, "handoff")}</span>
              <span className={failed > 0 ? "text-accent" : "text-ink-3"}>{failed === 0 ? "none failed" : `✕ ${failed} failed`}</span>
              <span className="text-xs text-ink-3">
                first <TimeAgo at={firstSeenAt} nowMs={nowMs} />, last <TimeAgo at={lastSeenAt} nowMs={nowMs} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
