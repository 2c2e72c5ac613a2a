import Link from "next/link";
import type { ReactNode } from "react";
import type { StoredContract } from "@/lib/model/contract.ts";
import type { ContractVersion } from "@/lib/model/contract-registry.ts";
import type { SeamScorecard } from "@/lib/model/scorecard.ts";
import { agentPath, contractPath, proposalPath } from "@/lib/text/paths.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { CopyId } from "../ui/copy-id.tsx";
import { Section } from "../ui/section.tsx";
import { SeamContractHistory } from "./seam-contract-history.tsx";
import { Sunset } from "./sunset.tsx";

interface SeamContractProps {
  seamId: string;
  governing: StoredContract | undefined;
  /** Of the contract that governs, the highest first. */
  versions: readonly ContractVersion[];
  scorecard: SeamScorecard | undefined;
  nowMs: number;
}

/** Who answers for a seam, where to turn when it fails, and under what contract; or how to get one. */
export function SeamContract({ seamId, governing, versions, scorecard, nowMs }: SeamContractProps) {
  return (
    <Section title="Contract and owner" id="contract" aside={governing?.contract.mode ?? "no contract"}>
      <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 px-4 pb-3">
        {governing === undefined ? null : (
          <Line term="Contract">
            <Link href={contractPath(governing.contract.contract)} prefetch={false} className="text-link font-medium [overflow-wrap:anywhere]">
              {governing.contract.contract}
            </Link>{" "}
            <span className="tabular-nums">{governing.contract.version}</span>
          </Line>
        )}
        {governing?.contract.deprecated === undefined ? null : (
          <Line term="Deprecated">
            <Sunset deprecated={governing.contract.deprecated} nowMs={nowMs} />
          </Line>
        )}
        <Owner scorecard={scorecard} />
        <Escalation scorecard={scorecard} />
      </dl>
      {governing === undefined ? <NoContract seamId={seamId} /> : <SeamContractHistory name={governing.contract.contract} versions={versions} nowMs={nowMs} />}
    </Section>
  );
}

function Line({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{term}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

function Owner({ scorecard }: { scorecard: SeamScorecard | undefined }) {
  const owner = scorecard?.owner ?? null;
  if (owner === null) return <Line term="Owner">nobody is named: give the contract an owner, or declare the receiver with one</Line>;
  return (
    <Line term="Owner">
      <span className="font-medium">{owner.team}</span>
      {owner.contact === "" ? null : (
        <>
          , <CopyId id={owner.contact} label="contact" className="font-sans! text-sm!" />
        </>
      )}
      <span className="block text-xs text-ink-3">as said by the {owner.saidBy}</span>
    </Line>
  );
}

function Escalation({ scorecard }: { scorecard: SeamScorecard | undefined }) {
  const { fallback = null, runbook = "" } = scorecard ?? {};
  return (
    <>
      <Line term="Escalation">
        {fallback === null || (fallback.owner === "" && fallback.agent === "") ? (
          "no fallback is defined"
        ) : (
          <>
            {fallback.owner}
            {fallback.owner !== "" && fallback.agent !== "" ? "; " : null}
            {fallback.agent === "" ? null : (
              <>
                work falls back to{" "}
                <Link href={agentPath(fallback.agent)} prefetch={false} className="text-link">
                  {fallback.agent}
                </Link>
              </>
            )}
          </>
        )}
      </Line>
      <Line term="Runbook">
        {runbook === "" ? (
          "none is named"
        ) : (
          <a href={runbook} rel="noreferrer noopener" className="text-link">
            {runbook}
          </a>
        )}
      </Line>
    </>
  );
}

function NoContract({ seamId }: { seamId: string }) {
  return (
    <div className="grid grid-cols-1 gap-2 px-4 pb-4">
      <p className="text-ink-2">
        No contract governs this seam.{" "}
        <Link href={proposalPath(seamId)} prefetch={false} className="text-link">
          Propose one
        </Link>{" "}
        from its newest payloads, as a file to read, change and push:
      </p>
      <CopyBlock text={`npm run contracts -- propose '${seamId.replaceAll("'", "'\\''")}' > contract.yaml`} label="Copy the command that proposes a contract" />
    </div>
  );
}
