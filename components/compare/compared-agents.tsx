import Link from "next/link";
import { clsx } from "clsx";
import type { AgentDifference, RunAgent } from "@/lib/model/run-comparison.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { agentPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { ChangeMark } from "./change-mark.tsx";
import { DifferenceList } from "./difference-list.tsx";

const TITLES = ["Change", "Agent", "In A", "In B", "What differs"] as const;

/** The agents of both runs with their versions and models. */
export function ComparedAgents({ agents }: { agents: readonly AgentDifference[] }) {
  const different = agents.filter((agent) => agent.change !== "same").length;
  return (
    <Section title="Agents" aside={`${formatCount(different)} of ${countOf(agents.length, "agent")} differ`}>
      {agents.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">No span of either run names an agent.</p>
      ) : (
        <div className="overflow-x-auto" role="region" aria-label="Agents of both runs" tabIndex={0}>
          <table className="w-full min-w-3xl">
            <TableHead titles={TITLES} />
            <tbody>
              {agents.map(({ name, change, a, b, differences }) => (
                <tr key={name} className={clsx("align-top", change === "same" && "text-ink-2")}>
                  <td className="border-b border-line py-(--cell-y) pr-3 pl-4">
                    <ChangeMark change={change} />
                  </td>
                  <td className="border-b border-line px-3 py-(--cell-y) [overflow-wrap:anywhere]">
                    <Link href={agentPath(name)} prefetch={false} className="text-link">
                      {name}
                    </Link>
                  </td>
                  <Side agent={a} />
                  <Side agent={b} />
                  <td className="border-b border-line py-(--cell-y) pr-4 pl-3 text-xs [overflow-wrap:anywhere]">
                    <DifferenceList differences={differences} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Side({ agent }: { agent: RunAgent | null }) {
  return (
    <td className="border-b border-line px-3 py-(--cell-y) text-xs [overflow-wrap:anywhere]">
      {agent === null ? (
        <span className="text-ink-3">not there</span>
      ) : (
        <>
          {countOf(agent.runs, "run")}, {formatDuration(agent.workMs)}
          <span className="block text-ink-3">
            {agent.versions.length === 0 ? "version not told" : agent.versions.join(", ")}; {agent.models.length === 0 ? "model not told" : agent.models.join(", ")}
          </span>
        </>
      )}
    </td>
  );
}
