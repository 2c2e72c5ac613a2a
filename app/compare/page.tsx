import type { Metadata } from "next";
import { z } from "zod";
import { CompareTeaching } from "@/components/compare/compare-teaching.tsx";
import { ComparedRuns } from "@/components/compare/compared-runs.tsx";
import { RunPicker } from "@/components/compare/run-picker.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { getRunComparison } from "@/lib/queries/compare/get-run-comparison.ts";
import { readRun } from "@/lib/queries/compare/read-run.ts";
import { suggestRuns } from "@/lib/queries/compare/suggest-runs.ts";
import { database } from "../database.ts";
import { readParams, type RawParams } from "../url-params.ts";

export const metadata: Metadata = { title: "Compare runs" };

const Run = z.string().trim().min(1).max(4096).optional().catch(undefined);
const CompareParams = z.object({ a: Run, b: Run });

export default async function ComparePage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const { a, b } = readParams(CompareParams, await searchParams);
  return (
    <>
      <PageHead title="Compare runs">{null}</PageHead>
      {a === undefined ? <CompareTeaching /> : b === undefined ? <Suggested id={a} /> : <Compared a={a} b={b} />}
    </>
  );
}

async function Suggested({ id }: { id: string }) {
  const db = await database();
  const run = await readRun(db, { project: PROJECT, id });
  if (run === undefined) return <CompareTeaching missing={[id]} />;
  const suggestions = await suggestRuns(db, { project: PROJECT, run });
  return <RunPicker run={run.head} asked={id} suggestions={suggestions} nowMs={Date.now()} />;
}

async function Compared({ a, b }: { a: string; b: string }) {
  const found = await getRunComparison(await database(), { project: PROJECT, a, b });
  if (found.kind === "missing") return <CompareTeaching missing={found.which.map((which) => (which === "a" ? a : b))} />;
  return <ComparedRuns comparison={found.comparison} askedA={a} askedB={b} />;
}
