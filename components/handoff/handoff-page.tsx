import { type ReactNode, Suspense } from "react";
import type { Handoff } from "@/lib/model/handoff.ts";
import type { HandoffOrigin } from "@/lib/model/origin.ts";
import { HandoffOrigins } from "../workflow/handoff-origins.tsx";
import { Facts } from "./facts.tsx";
import { Findings } from "./findings.tsx";
import { HandoffHead } from "./handoff-head.tsx";
import { LatencyBar } from "./latency-bar.tsx";
import { Ledger } from "./ledger.tsx";

interface HandoffPageProps {
  handoff: Handoff;
  /** Its workflow is walked for it, so that the page need not wait. */
  origin: Promise<HandoffOrigin>;
  /** The comparison of its payloads. */
  children: ReactNode;
}

/** Everything known of one handoff. */
export function HandoffPage({ handoff, origin, children }: HandoffPageProps) {
  return (
    <>
      <HandoffHead handoff={handoff} />
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          <Suspense fallback={handoff.findings.length > 0 ? <Findings findings={handoff.findings} /> : null}>
            <Traced handoff={handoff} origin={origin} />
          </Suspense>
          <Ledger handoff={handoff} />
        </div>
        <div className="min-w-0">
          <LatencyBar latency={handoff.latency} verdict={handoff.verdict} />
          <Facts handoff={handoff} />
          {handoff.findings.length === 0 ? <Findings findings={[]} /> : null}
        </div>
      </div>
      {children}
    </>
  );
}

/** The findings with what they inherited, and where the failures of the workflow began as far as this handoff has to do with them. */
async function Traced({ handoff, origin }: { handoff: Handoff; origin: Promise<HandoffOrigin> }) {
  const found = await origin;
  return (
    <>
      {handoff.findings.length > 0 ? <Findings findings={handoff.findings} inherited={found.inherited} /> : null}
      <HandoffOrigins id={handoff.id} origin={found} />
    </>
  );
}
