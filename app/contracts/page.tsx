import type { Metadata } from "next";
import { ContractList } from "@/components/contract/contract-list.tsx";
import { ContractTeaching } from "@/components/contract/contract-teaching.tsx";
import { AutoRefresh } from "@/components/shell/auto-refresh.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listContracts } from "@/lib/queries/contracts/list-contracts.ts";
import { database } from "../database.ts";

export const metadata: Metadata = { title: "Contracts" };

export default async function ContractsPage() {
  const now = new Date();
  const contracts = await listContracts(await database(), { project: PROJECT, now });
  return (
    <>
      <PageHead title="Contracts">
        <AutoRefresh everyMs={5000} renderedAtMs={now.getTime()} />
      </PageHead>
      {contracts.length === 0 ? null : <ContractList contracts={contracts} nowMs={now.getTime()} />}
      <div className={contracts.length === 0 ? "" : "mt-4"}>
        <ContractTeaching isFirst={contracts.length === 0} port={readConfig().PORT} />
      </div>
    </>
  );
}
