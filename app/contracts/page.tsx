import type { Metadata } from "next";
import { CoveragePanel } from "@/components/contract/contract-coverage.tsx";
import { ContractList } from "@/components/contract/contract-list.tsx";
import { ContractTeaching } from "@/components/contract/contract-teaching.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readCoverage } from "@/lib/queries/contracts/read-coverage.ts";
import { listContracts } from "@/lib/queries/contracts/list-contracts.ts";
import { databaseOfPage } from "../database.ts";

export const metadata: Metadata = { title: "Contracts" };

export default async function ContractsPage() {
  const now = new Date();
  const db = await databaseOfPage();
  const [contracts, coverage] = await Promise.all([listContracts(db, { project: PROJECT, now }), readCoverage(db, { project: PROJECT, now })]);
  return (
    <>
      <PageHead title="Contracts">
        <Live renderedAtMs={now.getTime()} topic={null} />
      </PageHead>
      {coverage.seams === 0 ? null : <CoveragePanel coverage={coverage} />}
      {contracts.length === 0 ? null : <ContractList contracts={contracts} nowMs={now.getTime()} />}
      <div className={contracts.length === 0 ? "" : "mt-4"}>
        <ContractTeaching isFirst={contracts.length === 0} port={readConfig().PORT} />
      </div>
    </>
  );
}
