"use client";

import { useDeferredValue, useRef } from "react";
import type { AgentSummary } from "@/lib/model/agent.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import { TableHead } from "../ui/table-head.tsx";
import { useWindowRows } from "../ui/use-visible-rows.ts";
import { AgentRow } from "./agent-row.tsx";

const ROW_PX = 49;
const COLUMNS = [
  { title: "Agent", width: "" },
  { title: "Known by", width: "w-32" },
  { title: "Owner", width: "w-44" },
  { title: "Versions", width: "w-36" },
  { title: "Seams in", width: "w-20" },
  { title: "Seams out", width: "w-20" },
  { title: "Received", width: "w-24" },
  { title: "Sent", width: "w-24" },
  { title: "Failed, either side", width: "w-36" },
  { title: "Last seen", width: "w-32" },
];
const NUMBERS = new Set(["Seams in", "Seams out", "Received", "Sent", "Failed, either side"]);
const KNOWN = { both: "Observed and declared", observed: "Observed only", declared: "Declared, not seen" } as const;
type Known = keyof typeof KNOWN;

const knownOf = ({ observed, declared }: AgentSummary): Known => (observed ? (declared === null ? "observed" : "both") : "declared");

/** Every agent of the registry: seen in the window, declared, or both. Only the rows near the window are in the document. */
export function AgentTable({ agents, search, nowMs }: { agents: readonly AgentSummary[]; search: string; nowMs: number }) {
  const { search: url, change } = useUrlState();
  const words = useDeferredValue((url.get("q") ?? "").toLowerCase());
  const known = url.get("known") ?? "";
  const shown = agents.filter((agent) => (known === "" || (known === "unowned" ? agent.owner === null : knownOf(agent) === known)) && textOf(agent).includes(words));
  const body = useRef<HTMLTableSectionElement>(null);
  const { items, before, after, measure } = useWindowRows(shown.length, ROW_PX, body);
  return (
    <section aria-label="All agents" className="panel mb-4">
      {agents.length === 0 ? null : (
        <div className="flex flex-wrap items-center gap-2 px-4 py-2.5 print:hidden">
          <input type="search" aria-label="Filter agents" placeholder="Name, owner, capability or version" defaultValue={url.get("q") ?? ""} onChange={(event) => change({ q: event.target.value }, "replace")} className="field w-72 max-w-full" />
          <select aria-label="How the agent is known" value={known} onChange={(event) => change({ known: event.target.value }, "push")} className="field text-xs">
            <option value="">However it is known</option>
            {Object.entries(KNOWN).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
            <option value="unowned">Nobody is named as its owner</option>
          </select>
        </div>
      )}
      {shown.length === 0 ? (
        <p className="p-6 text-center text-ink-2">{agents.length === 0 ? "No agent was seen in this window, and none is declared." : "No agent is like this."}</p>
      ) : (
        <div className="overflow-x-auto" role="region" aria-label="Table of agents" tabIndex={0}>
          <table className="w-full min-w-[82rem] table-fixed" aria-rowcount={shown.length + 1}>
            <colgroup>
              {COLUMNS.map(({ title, width }) => (
                <col key={title} className={width} />
              ))}
            </colgroup>
            <TableHead titles={COLUMNS.map(({ title }) => title)} numbers={NUMBERS} />
            <tbody ref={body}>
              <Spacer height={before} />
              {items.map((index) => {
                const agent = shown[index];
                return agent === undefined ? null : <AgentRow key={agent.name} agent={agent} known={KNOWN[knownOf(agent)]} index={index} measure={measure} search={search} nowMs={nowMs} />;
              })}
              <Spacer height={after} />
            </tbody>
          </table>
        </div>
      )}
      <p className="px-4 py-2 text-xs text-ink-3">
        {shown.length < agents.length ? `${formatCount(shown.length)} of ${countOf(agents.length, "agent")}` : countOf(agents.length, "agent")}, most failures first; failed is of all handoffs on either side of the agent, guesses are not counted
      </p>
    </section>
  );
}

const textOf = ({ name, owner, capabilities, versions }: AgentSummary): string => [name, owner?.team ?? "", ...capabilities, ...versions.map(({ version }) => version)].join("\n").toLowerCase();

const Spacer = ({ height }: { height: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden="true">
      <td colSpan={COLUMNS.length} style={{ height }} />
    </tr>
  );
