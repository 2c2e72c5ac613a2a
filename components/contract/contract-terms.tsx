import type { ReactNode } from "react";
import type { Contract } from "@/lib/model/contract.ts";
import { formatCount } from "@/lib/text/count.ts";
import { Section } from "../ui/section.tsx";
import { Sunset } from "./sunset.tsx";

const FAN_IN = { all: "all siblings must have arrived", any: "the first sibling is enough" } as const;
const MODES = { observe: "violations are observed", warn: "violations are warned of", enforce: "violations are refused" } as const;

/** The terms of a contract in words, one line each; what it leaves open is left out. */
export function ContractTerms({ contract, nowMs }: { contract: Contract; nowMs: number }) {
  const { seam, accepts, deprecated, required, invariants, deadline, latency, budget, gate, stakes, fan_in: fanIn, confidence, capabilities, sensitive, slo, mode } = contract;
  return (
    <Section title="Terms" aside={`${mode}: ${MODES[mode]}`}>
      <dl className="grid grid-cols-[9rem_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 pb-4">
        {seam === undefined ? null : <Term name="Seam">{`${seam.source} → ${seam.target}`}</Term>}
        <Owner contract={contract} />
        {accepts === undefined ? null : <Term name="Accepts">{`versions ${accepts}`}</Term>}
        {deprecated === undefined ? null : (
          <Term name="Deprecated">
            <Sunset deprecated={deprecated} nowMs={nowMs} />
          </Term>
        )}
        {required === undefined || required.length === 0 ? null : <Term name="Must carry">{required.join(", ")}</Term>}
        {deadline === undefined ? null : <Term name="Deadline">{`received within ${deadline}`}</Term>}
        {latency === undefined ? null : <Term name="Latency">{`p95 at most ${latency.p95}`}</Term>}
        {budget === undefined ? null : <Term name="Budget">{`at most ${formatCount(budget.tokens)} tokens`}</Term>}
        {gate === undefined ? null : <Term name="Gate">{[gate.kind, gate.overdue === undefined ? "" : `overdue after ${gate.overdue}`, gate.stakes ?? ""].filter((part) => part !== "").join(", ")}</Term>}
        {stakes === undefined ? null : <Term name="Stakes">{stakes}</Term>}
        {fanIn === undefined ? null : <Term name="Fan-in">{typeof fanIn === "string" ? FAN_IN[fanIn] : `at least ${fanIn.quorum} siblings must have arrived`}</Term>}
        {confidence === undefined ? null : <Term name="Confidence">{`at least ${confidence.min}`}</Term>}
        {capabilities === undefined || capabilities.length === 0 ? null : <Term name="Capabilities">{capabilities.join(", ")}</Term>}
        {sensitive === undefined || sensitive.length === 0 ? null : <Term name="Sensitive">{sensitive.join(", ")}</Term>}
        {slo === undefined ? null : <Term name="Objective">{`${slo.objective}% over ${slo.window}`}</Term>}
        {invariants === undefined || invariants.length === 0 ? null : (
          <Term name="Invariants">
            <ul className="grid gap-1">
              {invariants.map(({ name, cel }) => (
                <li key={name}>
                  {name}: <code className="font-mono text-xs [overflow-wrap:anywhere]">{cel}</code>
                </li>
              ))}
            </ul>
          </Term>
        )}
        <Term name="Payload">{contract.payload === undefined ? "any form" : "held against the schema in the source"}</Term>
      </dl>
    </Section>
  );
}

function Owner({ contract: { owner, fallback, runbook } }: { contract: Contract }) {
  const beside = [owner?.contact ?? "", owner?.model === undefined ? "" : `${owner.model} ownership`].filter((part) => part !== "");
  return (
    <>
      <Term name="Owner">{owner === undefined ? <span className="text-ink-3">nobody named</span> : [owner.team, ...beside].join(", ")}</Term>
      <Term name="Fallback">{fallback === undefined ? <span className="text-ink-3">none named</span> : [fallback.agent, fallback.owner].filter((part) => part !== undefined).join(", ")}</Term>
      {runbook === undefined ? null : (
        <Term name="Runbook">
          <a href={runbook} rel="noreferrer noopener" className="text-link [overflow-wrap:anywhere]">
            {runbook}
          </a>
        </Term>
      )}
    </>
  );
}

function Term({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-2">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}
