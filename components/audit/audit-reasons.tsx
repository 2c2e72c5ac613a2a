"use client";

import { useEffect, useState } from "react";
import type { AuditAnswer, AuditSeam } from "@/lib/model/audit.ts";
import { formatCount } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";
import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";
import { ErrorBudgetWords } from "./error-budget-words.tsx";

type Told = { state: "asked" } | { state: "told"; seam: AuditSeam } | { state: "gone" } | { state: "failed"; status: number };

interface Asked {
  seamId: string;
  from: string;
  to: string;
}

/** The evidence of each point of one seam, asked for when its row is opened: thousands of rows need not carry it. */
export function AuditReasons(asked: Asked) {
  const [times, setTimes] = useState(1);
  return <Answer key={times} {...asked} onAgain={() => setTimes(times + 1)} />;
}

function Answer({ seamId, from, to, onAgain }: Asked & { onAgain: () => void }) {
  const [told, setTold] = useState<Told>({ state: "asked" });
  useEffect(() => {
    const stop = new AbortController();
    askFor(withParams("/api/v1/audit", "", { seam: seamId, from, to }), stop.signal).then(setTold, () => {
      if (!stop.signal.aborted) setTold({ state: "failed", status: 0 });
    });
    return () => stop.abort();
  }, [seamId, from, to]);
  if (told.state === "asked") return <p className="h-28 text-ink-3">Asking for the evidence …</p>;
  if (told.state === "gone") return <p className="text-ink-2">This seam has no traffic in the window any more.</p>;
  if (told.state === "failed") {
    return (
      <p className="text-ink-2" role="alert">
        The evidence could not be read ({told.status === 0 ? "no answer" : `status ${told.status}`}).{" "}
        <button type="button" className="text-link" onClick={onAgain}>
          Ask again
        </button>
      </p>
    );
  }
  return <Reasons seam={told.seam} />;
}

async function askFor(path: string, signal: AbortSignal): Promise<Told> {
  const response = await fetch(path, { signal });
  if (!response.ok) return { state: "failed", status: response.status };
  const { seams }: Pick<AuditAnswer, "seams"> = await response.json();
  const [seam] = seams;
  return seam === undefined ? { state: "gone" } : { state: "told", seam };
}

function Reasons({ seam }: { seam: AuditSeam }) {
  const { fallback, runbook } = seam;
  return (
    <div className="grid gap-x-8 gap-y-2 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <ul className="space-y-0.5">
        {seam.readiness.points.map(({ point, met, why }) => (
          <li key={point} className="flex gap-2">
            <span className="w-28 shrink-0 font-medium">
              <span aria-hidden="true">{met ? "✓" : "□"}</span> {READINESS_WORDS[point].label}
              <span className="sr-only">{met ? ": yes" : ": no"}</span>
            </span>
            <span className="min-w-0 text-ink-2 [overflow-wrap:anywhere]">{why}</span>
          </li>
        ))}
      </ul>
      <dl className="space-y-0.5 text-ink-2 [overflow-wrap:anywhere]">
        <div>Falls back on: {fallback === null ? "nothing stated" : [fallback.agent, fallback.owner].filter((one) => one !== "").join(", ") || "nothing stated"}</div>
        <div>Runbook: {runbook === "" ? "none" : <a href={runbook} rel="noreferrer" className="text-link">{runbook}</a>}</div>
        <div>
          Error budget: <ErrorBudgetWords budget={seam.budget} />
        </div>
        <div>
          Failed in the window: {formatCount(seam.failed)} of {formatCount(seam.handoffs)}
        </div>
      </dl>
    </div>
  );
}
