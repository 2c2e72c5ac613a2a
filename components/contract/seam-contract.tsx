import Link from "next/link";
import type { StoredContract } from "@/lib/model/contract.ts";
import { contractPath, proposalPath } from "@/lib/text/paths.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Section } from "../ui/section.tsx";
import { Sunset } from "./sunset.tsx";

/** The contract that governs a seam now, or how to get one. */
export function SeamContract({ seamId, governing, nowMs }: { seamId: string; governing: StoredContract | undefined; nowMs: number }) {
  if (governing === undefined) return <NoContract seamId={seamId} />;
  const { contract: name, version, owner, mode, deprecated, runbook } = governing.contract;
  return (
    <Section title="Contract" aside={mode}>
      <div className="grid grid-cols-1 gap-1 px-4 pb-4">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <Link href={contractPath(name)} prefetch={false} className="text-link min-w-0 truncate font-medium" title={name}>
            {name}
          </Link>
          <span className="tabular-nums">{version}</span>
        </p>
        <p className="text-ink-2">{owner === undefined ? "nobody named as its owner" : `owned by ${owner.team}${owner.contact === undefined ? "" : `, ${owner.contact}`}`}</p>
        {deprecated === undefined ? null : <Sunset deprecated={deprecated} nowMs={nowMs} />}
        {runbook === undefined ? null : (
          <a href={runbook} rel="noreferrer noopener" className="text-link truncate" title={runbook}>
            Runbook
          </a>
        )}
      </div>
    </Section>
  );
}

function NoContract({ seamId }: { seamId: string }) {
  return (
    <Section title="Contract" aside="none">
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
    </Section>
  );
}
