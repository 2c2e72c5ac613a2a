import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ProposalPanel } from "@/components/contract/proposal-panel.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { proposeForSeam } from "@/lib/queries/contracts/propose-for-seam.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../../database.ts";

export const metadata: Metadata = { title: "Proposed contract" };

const PAYLOADS = 200;

export default async function ProposalPage({ params }: { params: Promise<{ id: string }> }) {
  const seamId = idFromPath((await params).id);
  const proposal = await proposeForSeam(await database(), { project: PROJECT, seamId, n: PAYLOADS, now: new Date() });
  if (proposal === undefined) notFound();
  return (
    <>
      <PageHead title={`${proposal.contract.seam?.source} → ${proposal.contract.seam?.target}`} />
      <ProposalPanel proposal={proposal} />
    </>
  );
}
