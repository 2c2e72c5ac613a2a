import { type ReactNode, Suspense } from "react";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { HandoffChain, HandoffCourse } from "@/lib/model/handoff-course.ts";
import type { HandoffOrigin } from "@/lib/model/origin.ts";
import { HandoffOrigins } from "../workflow/handoff-origins.tsx";
import { Attempts } from "./attempts.tsx";
import { ChainPanel } from "./chain-panel.tsx";
import { Facts } from "./facts.tsx";
import { Findings } from "./findings.tsx";
import { GateCards } from "./gate-cards.tsx";
import { HandoffHead } from "./handoff-head.tsx";
import { LatencyBar } from "./latency-bar.tsx";
import { Ledger } from "./ledger.tsx";

interface HandoffPageProps {
  handoff: Handoff;
  stops: Omit<HandoffCourse, "chain">;
  /** Its workflow is walked for it, so that the page need not wait. */
  around: Promise<{ origin: HandoffOrigin; chain: HandoffChain }>;
  nowMs: number;
  /** Which tickets cite it. */
  cited: ReactNode;
  /** The comparison of its payloads. */
  children: ReactNode;
}

/** Everything known of one handoff. */
export function HandoffPage({ handoff, stops, around, nowMs, cited, children }: HandoffPageProps) {
  return (
    <>
      <HandoffHead handoff={handoff} nowMs={nowMs} cited={cited} />
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <Suspense fallback={handoff.findings.length > 0 ? <Findings findings={handoff.findings} /> : null}>
            <Traced handoff={handoff} around={around} />
          </Suspense>
          <Ledger handoff={handoff} />
          <GateCards gates={stops.gates} />
          <Attempts attempts={stops.attempts} attemptsMax={stops.attemptsMax} />
        </div>
        <div className="min-w-0">
          <LatencyBar latency={handoff.latency} verdict={handoff.verdict} />
          {handoff.findings.length === 0 ? <Findings findings={[]} /> : null}
          <Suspense fallback={<div className="panel mb-4 h-32" />}>
            <Chained around={around} />
          </Suspense>
          <Facts handoff={handoff} />
        </div>
      </div>
      {children}
    </>
  );
}

/** The findings with what they inherited, and where the failures of the workflow began as far as this handoff has to do with them. */
async function Traced({ handoff, around }: Pick<HandoffPageProps, "handoff" | "around">) {
  const { origin } = await around;
  return (
    <>
      {handoff.findings.length > 0 ? <Findings findings={handoff.findings} inherited={origin.inherited} /> : null}
      <HandoffOrigins id={handoff.id} origin={origin} />
    </>
  );
}

const Chained = async ({ around }: Pick<HandoffPageProps, "around">) => <ChainPanel chain={(await around).chain} />;
