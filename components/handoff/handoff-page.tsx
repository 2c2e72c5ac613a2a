import type { ReactNode } from "react";
import type { Handoff } from "@/lib/model/handoff.ts";
import { Facts } from "./facts.tsx";
import { Findings } from "./findings.tsx";
import { HandoffHead } from "./handoff-head.tsx";
import { LatencyBar } from "./latency-bar.tsx";
import { Ledger } from "./ledger.tsx";
import { PayloadView } from "./payload-view.tsx";

/** Everything known of one handoff; `children` is the comparison of its payloads. */
export function HandoffPage({ handoff, children }: { handoff: Handoff; children: ReactNode }) {
  const { sent, received, returned, id } = handoff;
  const href = `/api/v1/handoffs/${encodeURIComponent(id)}`;
  return (
    <>
      <HandoffHead handoff={handoff} />
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0">
          {handoff.findings.length > 0 ? <Findings findings={handoff.findings} /> : null}
          <Ledger handoff={handoff} />
          {children}
        </div>
        <div className="min-w-0">
          <LatencyBar latency={handoff.latency} verdict={handoff.verdict} />
          <Facts handoff={handoff} />
          {handoff.findings.length === 0 ? <Findings findings={[]} /> : null}
        </div>
      </div>
      <div className="grid items-start gap-x-4 lg:grid-cols-2">
        <PayloadView title="Sent" payload={sent} href={href} absent={`What ${handoff.source.name} sent is not in the telemetry.`} />
        <PayloadView title="Received" payload={received} href={href} absent={unreceived(handoff)} />
        {returned === null ? null : <PayloadView title="Returned" payload={returned} href={href} absent="" />}
      </div>
    </>
  );
}

function unreceived({ target, verdict }: Handoff): string {
  if (verdict === "lost") return `As far as anybody reported, nothing reached ${target.name}.`;
  if (verdict === "pending" || verdict === "held") return `Nothing has reached ${target.name} yet.`;
  return `What ${target.name} received is not in the telemetry.`;
}
