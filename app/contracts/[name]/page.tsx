import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { z } from "zod";
import { FieldForm } from "@/components/agent/field-form.tsx";
import { ImpactPanel } from "@/components/agent/impact-panel.tsx";
import { ContractHistory } from "@/components/contract/contract-history.tsx";
import { ContractSenders } from "@/components/contract/contract-senders.tsx";
import { ContractFailures } from "@/components/contract/contract-failures.tsx";
import { ContractSource } from "@/components/contract/contract-source.tsx";
import { ContractTerms } from "@/components/contract/contract-terms.tsx";
import { SunsetPanel } from "@/components/contract/sunset-panel.tsx";
import { VersionComparison } from "@/components/contract/version-comparison.tsx";
import { GovernedSeams } from "@/components/contract/governed-seams.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { Section } from "@/components/ui/section.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { readConfig } from "@/lib/config/env.ts";
import type { GovernedSeam } from "@/lib/model/contract-registry.ts";
import type { Impact } from "@/lib/model/agent.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { getImpact } from "@/lib/queries/agents/get-impact.ts";
import { compareVersions } from "@/lib/queries/contracts/compare-versions.ts";
import { readContractFailures } from "@/lib/queries/contracts/read-contract-failures.ts";
import { readVersionTrend } from "@/lib/queries/contracts/read-version-trend.ts";
import { getContract, listContractVersions } from "@/lib/queries/contracts/get-contract.ts";
import { contractPath, idFromPath } from "@/lib/text/paths.ts";
import { databaseOfPage } from "../../database.ts";
import { readParams, searchOf, type RawParams } from "../../url-params.ts";

const WEEK_MS = 7 * 86_400_000;

/** Days of traffic by version that the countdown shows. */
const TREND_DAYS = 28;

/** The field whose change is asked about, as a JSON pointer; anything else in the address is no pointer and asks about the whole contract. */
const ContractParams = z.object({
  field: z.string().regex(/^(\/([^~/]|~[01])*)+$/).optional().catch(undefined),
  /** The two versions that are compared, the older one first. */
  a: z.string().max(100).optional().catch(undefined),
  b: z.string().max(100).optional().catch(undefined),
});

interface Props {
  params: Promise<{ name: string }>;
  searchParams: Promise<RawParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Contract ${idFromPath((await params).name)}` };
}

export default async function ContractPage({ params, searchParams }: Props) {
  const raw = await searchParams;
  const { field, a, b } = readParams(ContractParams, raw);
  const question = { project: PROJECT, name: idFromPath((await params).name) };
  const now = new Date();
  const db = await databaseOfPage();
  const subject: Impact["subject"] = { kind: field === undefined ? "contract" : "field", name: question.name, pointer: field ?? "" };
  const [contract, versions, impact] = await Promise.all([
    getContract(db, { ...question, now }),
    listContractVersions(db, question),
    getImpact(db, { project: PROJECT, subject, from: new Date(now.getTime() - WEEK_MS), to: now, now }),
  ]);
  if (contract === undefined || versions === undefined) notFound();
  const { current, summary, senders } = contract;
  const nowMs = now.getTime();
  const address = { path: contractPath(question.name), search: searchOf(raw) };
  const { deprecated } = current.contract;
  const trend = deprecated === undefined ? [] : await readVersionTrend(db, { project: PROJECT, seamIds: summary.seams.map((seam) => seam.id), days: TREND_DAYS, now });
  return (
    <>
      <PageHead title={`${current.contract.contract} ${current.contract.version}`}>
        <span className="text-xs text-ink-2">{current.contract.mode}</span>
        <Live renderedAtMs={nowMs} />
      </PageHead>
      <div className="grid items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_30rem]">
        <div className="min-w-0">
          {deprecated === undefined ? null : <SunsetPanel deprecated={deprecated} trend={trend} nowMs={nowMs} />}
          <Suspense fallback={<Section title="What breaks it" id="failures"><p className="h-16 px-4 text-ink-3">Reading what was found …</p></Section>}>
            <Failures seams={summary.seams} now={now} />
          </Suspense>
          <ContractTerms contract={current.contract} nowMs={nowMs} />
          <VersionComparison versions={versions.map((one) => one.contract.version)} compared={compareVersions(versions, a, b)} {...address} />
          <ContractHistory versions={versions} nowMs={nowMs} />
          <ImpactPanel impact={impact} window="by the traffic of the last seven days">
            <FieldForm field={field} {...address} />
          </ImpactPanel>
        </div>
        <div className="min-w-0">
          <GovernedSeams summary={summary} />
          <ContractSenders senders={senders} current={current.contract} nowMs={nowMs} />
          <ContractSource name={current.contract.contract} source={current.source} port={readConfig().PORT} />
        </div>
      </div>
    </>
  );
}

async function Failures({ seams, now }: { seams: readonly GovernedSeam[]; now: Date }) {
  const failures = await readContractFailures(await databaseOfPage(), { project: PROJECT, seams, from: new Date(now.getTime() - WEEK_MS), to: now });
  return <ContractFailures failures={failures} nowMs={now.getTime()} />;
}
