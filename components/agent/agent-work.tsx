import Link from "next/link";
import type { AgentWork } from "@/lib/model/agent.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { contractPath, handoffPath } from "@/lib/text/paths.ts";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";

const TITLES = ["Work it is handed (contract)", "From", "Handoffs", "Failed", "Capabilities asked for"];
const NUMBERS = new Set(["Handoffs", "Failed"]);
const NAMES_SHOWN = 4;

/** What an agent declares it can do against what it is given to do. */
export function AgentWorkPanel({ work: { tasks, undeclared, unasked, missed }, capabilities }: { work: AgentWork; capabilities: readonly string[] }) {
  const cell = "border-b border-line px-3 py-(--cell-y) align-top";
  return (
    <Section title="Declared and observed work" aside="what it receives in this window" id="work">
      <div className="space-y-1 px-4 pb-3">
        <p>{capabilities.length === 0 ? "It declares no capability." : `Declares: ${capabilities.join(", ")}.`}</p>
        {undeclared.length === 0 ? null : <p className="font-medium">◌ Asked of it by contracts, not declared: {undeclared.join(", ")}.</p>}
        {unasked.length === 0 ? null : <p className="text-ink-2">Declared, asked for by no contract on its seams: {unasked.join(", ")}.</p>}
        {missed.map(({ reason, handoffs, exampleId }) => (
          <p key={reason} className="[overflow-wrap:anywhere]">
            ✕ {countOf(handoffs, "handoff")} routed to it although {reason}{" "}
            <Link href={handoffPath(exampleId)} prefetch={false} className="text-link">
              the latest
            </Link>
          </p>
        ))}
      </div>
      {tasks.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">Nothing was handed to it in this window.</p>
      ) : (
        <div className="overflow-x-auto" role="region" aria-label="Work it is handed" tabIndex={0}>
          <table className="w-full min-w-2xl">
            <TableHead titles={TITLES} numbers={NUMBERS} />
            <tbody>
              {tasks.map(({ contract, sources, handoffs, failed, asks }) => (
                <tr key={contract} className="hover:bg-sunk">
                  <th scope="row" className="max-w-72 border-b border-line py-(--cell-y) pr-3 pl-4 text-start align-top font-medium">
                    {contract === "" ? (
                      <span className="font-normal text-ink-3">names no contract</span>
                    ) : (
                      <Link href={contractPath(contract)} prefetch={false} className="block truncate hover:underline" title={contract}>
                        {contract}
                      </Link>
                    )}
                  </th>
                  <td className={`${cell} max-w-72 [overflow-wrap:anywhere] text-ink-2`} title={sources.join(", ")}>
                    {sources.slice(0, NAMES_SHOWN).join(", ")}
                    {sources.length > NAMES_SHOWN ? ` and ${sources.length - NAMES_SHOWN} more` : ""}
                  </td>
                  <td className={`${cell} text-end tabular-nums`}>{formatCount(handoffs)}</td>
                  <td className={`${cell} text-end tabular-nums ${failed > 0 ? "font-medium text-accent" : "text-ink-3"}`}>{failed > 0 ? `✕ ${formatCount(failed)}` : "0"}</td>
                  <td className="border-b border-line py-(--cell-y) pr-4 pl-3 align-top">{asks.length === 0 ? <span className="text-ink-3">none</span> : asks.join(", ")}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}
