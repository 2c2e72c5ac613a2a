import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ContractHistory } from "@/components/contract/contract-history.tsx";
import { ContractSenders } from "@/components/contract/contract-senders.tsx";
import { ContractSource } from "@/components/contract/contract-source.tsx";
import { ContractTerms } from "@/components/contract/contract-terms.tsx";
import { GovernedSeams } from "@/components/contract/governed-seams.tsx";
import { AutoRefresh } from "@/components/shell/auto-refresh.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { getContract, listContractVersions } from "@/lib/queries/contracts/get-contract.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../database.ts";

interface Props {
  params: Promise<{ name: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Contract ${idFromPath((await params).name)}` };
}

export default async function ContractPage({ params }: Props) {
  const question = { project: PROJECT, name: idFromPath((await params).name) };
  const now = new Date();
  const db = await database();
  const [contract, versions] = await Promise.all([getContract(db, { ...question, now }), listContractVersions(db, question)]);
  if (contract === undefined || versions === undefined) notFound();
  const { current, summary, senders } = contract;
  const nowMs = now.getTime();
  return (
    <>
      <PageHead title={`${current.contract.contract} ${current.contract.version}`}>
        <AutoRefresh everyMs={5000} renderedAtMs={nowMs} />
      </PageHead>
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_30rem]">
        <div className="min-w-0">
          <ContractTerms contract={current.contract} nowMs={nowMs} />
          <ContractHistory versions={versions} nowMs={nowMs} />
        </div>
        <div className="min-w-0">
          <GovernedSeams summary={summary} />
          <ContractSenders senders={senders} current={current.contract} nowMs={nowMs} />
          <ContractSource source={current.source} />
        </div>
      </div>
    </>
  );
}
