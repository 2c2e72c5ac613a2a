"use client";

import { clsx } from "clsx";
import { useId, useMemo, useState } from "react";
import { formatCount } from "@/lib/text/count.ts";
import type { HomeSeam } from "../home/home-seam.ts";
import { type Drawn, DRAWN_MAX } from "./choose-drawn.ts";

interface FocusBarProps {
  seams: readonly HomeSeam[];
  drawn: Drawn<HomeSeam>;
  /** How many seams match what is chosen. */
  matching: number;
  agent: string | undefined;
  hops: 1 | 2;
  onAgent: (agent: string | undefined) => void;
  onHops: (hops: 1 | 2) => void;
  onPart: (part: number) => void;
}

/** Which agents the graph shows: how many of all, around which one and how far, and the way to the others. */
export function FocusBar({ seams, drawn, matching, agent, hops, onAgent, onHops, onPart }: FocusBarProps) {
  return (
    <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-1.5 px-4 py-1.5 text-xs">
      <AgentField key={agent} seams={seams} agent={agent} onAgent={onAgent} />
      {agent === undefined ? null : (
        <div role="group" aria-label="How far around the agent" className="flex h-7 items-stretch rounded border border-control">
          {([1, 2] as const).map((far) => (
            <button key={far} type="button" aria-pressed={hops === far} onClick={() => onHops(far)} className={clsx("px-2", hops === far ? "bg-ink text-ground" : "text-ink-2 hover:bg-sunk")}>
              {far === 1 ? "its seams" : "and its neighbours’"}
            </button>
          ))}
        </div>
      )}
      <p role="status" className="text-ink-2">
        {drawnWords(drawn, seams.length, matching)}
      </p>
      {drawn.parts > 1 ? (
        <div role="group" aria-label="Parts of the graph" className="flex items-center gap-1">
          <PartButton label={`Previous ${DRAWN_MAX}`} to={drawn.part - 1} drawn={drawn} onPart={onPart} />
          <PartButton label={`Next ${DRAWN_MAX}`} to={drawn.part + 1} drawn={drawn} onPart={onPart} />
        </div>
      ) : null}
      <a href="#seam-table" className="sr-only focus:not-sr-only">
        Skip the graph
      </a>
    </div>
  );
}

function drawnWords({ agents, agentsInAll, seams, part, parts }: Drawn<HomeSeam>, all: number, matching: number): string {
  const agentWords = agents === agentsInAll ? `${formatCount(agents)} agents` : `${formatCount(agents)} of ${formatCount(agentsInAll)} agents`;
  if (seams.length === all) return `${agentWords}, ${formatCount(all)} seams`;
  const first = part * DRAWN_MAX;
  const which = parts > 1 ? `${formatCount(first + 1)}–${formatCount(first + seams.length)} of ${formatCount(matching)}, worst first` : formatCount(seams.length);
  return `${agentWords}, seams ${which}${matching < all ? ` (of ${formatCount(all)} in all)` : ""}`;
}

function PartButton({ label, to, drawn, onPart }: { label: string; to: number; drawn: Drawn<HomeSeam>; onPart: (part: number) => void }) {
  return (
    <button type="button" disabled={to < 0 || to >= drawn.parts} onClick={() => onPart(to)} className="h-7 rounded border border-control px-2 text-ink-2 hover:text-ink disabled:border-line disabled:text-ink-3">
      {label}
    </button>
  );
}

/** As many names as a list of suggestions can take; whoever is beyond is found by typing the whole name. */
const SUGGESTED_MAX = 1000;

function AgentField({ seams, agent, onAgent }: { seams: readonly HomeSeam[]; agent: string | undefined; onAgent: (agent: string | undefined) => void }) {
  const [typed, setTyped] = useState(agent ?? "");
  const list = useId();
  const names = useMemo(() => [...new Set(seams.flatMap((seam) => [seam.source, seam.target]))].toSorted((a, b) => a.localeCompare(b)), [seams]);
  const isUnknown = typed !== "" && !names.includes(typed);
  const choose = (name: string) => {
    setTyped(name);
    if (name === "" && agent !== undefined) onAgent(undefined);
    else if (name !== agent && names.includes(name)) onAgent(name);
  };
  return (
    <form role="search" aria-label="Focus" className="flex items-center gap-1.5" onSubmit={(event) => { event.preventDefault(); choose(typed); }}>
      <label className="flex items-center gap-2 text-ink-3">
        Focus
        <input type="search" list={list} value={typed} onChange={(event) => choose(event.target.value)} placeholder="any agent" aria-label="Show the seams of one agent" className="field h-7 w-44" />
      </label>
      <datalist id={list}>
        {names.slice(0, SUGGESTED_MAX).map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {agent === undefined ? null : (
        <button type="button" onClick={() => choose("")} className="h-7 rounded border border-control px-2 text-ink-2 hover:text-ink">
          Show all agents
        </button>
      )}
      {isUnknown ? <span className="text-ink-3">no agent is called so in this window</span> : null}
    </form>
  );
}
