import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { FieldForm } from "@/components/agent/field-form.tsx";
import { ImpactPanel } from "@/components/agent/impact-panel.tsx";
import { ContractHistory } from "@/components/contract/contract-history.tsx";
import { ContractSenders } from "@/components/contract/contract-senders.tsx";
import { ContractSource } from "@/components/contract/contract-source.tsx";
import { ContractTerms } from "@/components/contract/contract-terms.tsx";
import { GovernedSeams } from "@/components/contract/governed-seams.tsx";
import { AutoRefresh } from "@/components/shell/auto-refresh.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import type { Impact } from "@/lib/model/agent.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getImpact } from "@/lib/queries/agents/get-impact.ts";
import { getContract, listContractVersions } from "@/lib/queries/contracts/get-contract.ts";
import { contractPath, idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../database.ts";
import { readParams, searchOf, type RawParams } from "../../url-params.ts";

const WEEK_MS = 7 * 86_400_000;

/** The field whose change is asked about, as a JSON pointer; anything else in the address is no pointer and asks about the whole contract. */
const ContractParams = z.object({ field: z.string().regex(/^(\/([^~/]|~[01])*)+$/).optional().catch(undefined) });

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<RawParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Contract ${idFromPath((await params).name)}` };
}

export default async function ContractPage({ params, searchParams }: Props) {
  const raw = await searchParams;
  const { field } = readParams(ContractParams, raw);
  const question = { project: PROJECT, name: idFromPath((await params).name) };
  const now = new Date();
  const db = await database();
  const subject: Impact["subject"] = { kind: field === undefined ? "contract" : "field", name: question.name, pointer: field ?? "" };
  const [contract, versions, impact] = await Promise.all([
    getContract(db, { ...question, now }),
    listContractVersions(db, question),
    getImpact(db, { project: PROJECT, subject, from: new Date(now.getTime() - WEEK_MS), to: now, now }),
  ]);
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
          <ImpactPanel impact={impact} window="by the traffic of the last seven days">
            <FieldForm field={field} path={contractPath(question.name)} search={searchOf(raw)} />
          </ImpactPanel>
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
