import Link from "next/link";
import type { AgentSummary } from "@/lib/model/agent.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { agentPath, withParams } from "@/lib/text/paths.ts";
import { AgentShape } from "../seam/agent-shape.tsx";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { OwnerCell } from "./owner-cell.tsx";

const COLUMNS = [
  { title: "Agent", width: "" },
  { title: "Owner", width: "w-48" },
  { title: "Versions", width: "w-40" },
  { title: "Seams in", width: "w-24" },
  { title: "Seams out", width: "w-24" },
  { title: "Received", width: "w-24" },
  { title: "Sent", width: "w-24" },
  { title: "Failed", width: "w-24" },
  { title: "Last seen", width: "w-32" },
];
const NUMBERS = new Set(["Seams in", "Seams out", "Received", "Sent", "Failed"]);

/** Every agent of the registry: seen in the window, declared, or both. */
export function AgentTable({ agents, search, nowMs }: { agents: readonly AgentSummary[]; search: string; nowMs: number }) {
  return (
    <section aria-label="All agents" className="panel mb-4">
      {agents.length === 0 ? (
        <p className="p-6 text-center text-ink-2">No agent was seen in this window, and none is declared.</p>
      ) : (
        <div className="overflow-x-auto" role="region" aria-label="Table of agents" tabIndex={0}>
          <table className="w-full min-w-[76rem] table-fixed">
            <colgroup>
              {COLUMNS.map(({ title, width }) => (
                <col key={title} className={width} />
              ))}
            </colgroup>
            <TableHead titles={COLUMNS.map(({ title }) => title)} numbers={NUMBERS} />
            <tbody>
              {agents.map((agent) => (
                <AgentRow key={agent.name} agent={agent} search={search} nowMs={nowMs} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <p className="px-4 py-2 text-xs text-ink-3">
        {countOf(agents.length, "agent")}; failed counts handoffs on either side of the agent, guesses are not counted
      </p>
    </section>
  );
}

function AgentRow({ agent, search, nowMs }: { agent: AgentSummary; search: string; nowMs: number }) {
  const { name, type, observed, declared, owner, capabilities, versions, seamsIn, seamsOut, handoffsIn, handoffsOut, failed, lastSeenAt } = agent;
  const numbers = [seamsIn, seamsOut, handoffsIn, handoffsOut];
  return (
    <tr className="hover:bg-sunk">
      <td className="border-b border-line py-1.5 pr-3 pl-4">
        <Link href={withParams(agentPath(name), search, {})} prefetch={false} className="flex min-w-0 items-center gap-1.5 font-medium hover:underline" title={name}>
          <AgentShape type={type} />
          <span className="truncate">{name}</span>
        </Link>
        <span className="block truncate text-xs text-ink-3" title={capabilities.join(", ")}>
          {declared === null ? "observed only" : observed ? "observed and declared" : "declared, not seen in this window"}
          {capabilities.length === 0 ? "" : ` · ${capabilities.join(", ")}`}
        </span>
      </td>
      <td className="border-b border-line px-3 py-1.5">
        <OwnerCell owner={owner} />
      </td>
      <td className="truncate border-b border-line px-3 py-1.5 font-mono text-xs" title={versions.map(({ version }) => version).join(", ")}>
        {versions.length === 0 ? <span className="text-ink-3">unknown</span> : versions.map(({ version }) => version).join(", ")}
      </td>
      {numbers.map((number, index) => (
        <td key={COLUMNS[index + 3]?.title} className="border-b border-line px-3 py-1.5 text-end tabular-nums">
          {formatCount(number)}
        </td>
      ))}
      <td className="border-b border-line px-3 py-1.5 text-end tabular-nums">{failed === 0 ? <span className="text-ink-3">0</span> : <span className="font-semibold text-accent">{formatCount(failed)}</span>}</td>
      <td className="border-b border-line py-1.5 pr-4 pl-3 text-ink-2">{lastSeenAt === null ? "not in this window" : <TimeAgo at={lastSeenAt} nowMs={nowMs} />}</td>
    </tr>
  );
}
