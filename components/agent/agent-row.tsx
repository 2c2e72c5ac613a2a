import Link from "next/link";
import type { AgentSummary } from "@/lib/model/agent.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { agentPath, withParams } from "@/lib/text/paths.ts";
import { AgentShape } from "../seam/agent-shape.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { OwnerCell } from "./owner-cell.tsx";

interface AgentRowProps {
  agent: AgentSummary;
  /** How it is known: by its traffic, by what is declared, or both. */
  known: string;
  index: number;
  measure: ((row: HTMLElement | null) => void) | undefined;
  search: string;
  nowMs: number;
}

/** One agent of the registry. */
export function AgentRow({ agent, known, index, measure, search, nowMs }: AgentRowProps) {
  const { name, type, owner, capabilities, versions, seamsIn, seamsOut, handoffsIn, handoffsOut, failed, lastSeenAt } = agent;
  const cell = "border-b border-line px-3 py-(--cell-y)";
  const handoffs = handoffsIn + handoffsOut;
  const told = versions.map(({ version }) => version).join(", ");
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="hover:bg-sunk">
      <td className="border-b border-line py-(--cell-y) pr-3 pl-4">
        <Link href={withParams(agentPath(name), search, { q: undefined, known: undefined })} prefetch={false} className="flex min-w-0 items-center gap-1.5 font-medium hover:underline" title={name}>
          <AgentShape type={type} />
          <span className="truncate">{name}</span>
        </Link>
        <span className="block truncate text-xs text-ink-3" title={capabilities.join(", ")}>
          {capabilities.join(", ")}
        </span>
      </td>
      <td className={`${cell} text-xs text-ink-2`}>{known}</td>
      <td className={cell}>
        <OwnerCell owner={owner} />
      </td>
      <td className={`${cell} truncate font-mono text-xs`} title={told}>
        {versions.length === 0 ? <span className="font-sans text-ink-3">unknown</span> : told}
      </td>
      {[seamsIn, seamsOut, handoffsIn, handoffsOut].map((number, at) => (
        <td key={at === 0 ? "seams in" : at === 1 ? "seams out" : at === 2 ? "received" : "sent"} className={`${cell} text-end tabular-nums`}>
          {formatCount(number)}
        </td>
      ))}
      <td className={`${cell} text-end tabular-nums`}>
        {failed === 0 ? <span className="text-ink-3">{handoffs === 0 ? "–" : "0%"}</span> : <span className="font-semibold text-accent">✕ {formatRate(failed / handoffs)}</span>}
        <span className="block text-xs text-ink-3">{handoffs === 0 ? "" : `${formatCount(failed)} of ${formatCount(handoffs)}`}</span>
      </td>
      <td className="border-b border-line py-(--cell-y) pr-4 pl-3 text-ink-2">{lastSeenAt === null ? "not in this window" : <TimeAgo at={lastSeenAt} nowMs={nowMs} />}</td>
    </tr>
  );
}
