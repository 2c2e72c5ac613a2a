import Link from "next/link";
import type { ContractProposal } from "@/lib/model/contract-registry.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { seamPath } from "@/lib/text/paths.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";

/** A contract proposed from traffic: a file to copy, with how much it rests on. */
export function ProposalPanel({ proposal }: { proposal: ContractProposal }) {
  const { seamId, yaml, contract, payloads, used, latencies } = proposal;
  return (
    <Section title="Proposed contract" aside={`from ${formatCount(used)} of ${countOf(payloads, "payload")} and ${countOf(latencies, "latency", "latencies")}`}>
      <div className="grid grid-cols-1 gap-3 px-4 pb-4">
        <p className="text-ink-2 [overflow-wrap:anywhere]">
          Every payload that was looked at keeps these terms, the broken ones too: look at types and required fields before you trust them. Nothing is stored until you push it. Back to{" "}
          <Link href={seamPath(seamId)} className="text-link">
            {contract.seam?.source} → {contract.seam?.target}
          </Link>
          .
        </p>
        <CopyBlock text={yaml} label="Copy the proposed contract" />
        <CopyBlock text="npm run contracts -- push contract.yaml" label="Copy the command that pushes it" />
      </div>
    </Section>
  );
}
