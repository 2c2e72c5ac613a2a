import type { Metadata } from "next";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { ObjectivesTable } from "@/components/alert/objectives-table.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { CopyBlock } from "@/components/ui/copy-block.tsx";
import { Section } from "@/components/ui/section.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listObjectives } from "@/lib/queries/seams/list-objectives.ts";
import { countOf } from "@/lib/text/count.ts";
import { database } from "../database.ts";

export const metadata: Metadata = { title: "Objectives" };

const SNIPPET = `contract: draft-for-publishing
version: 2.1.0
seam: { source: creator, target: executor }
slo: { objective: 99.5, window: 30d }`;

export default async function ObjectivesPage() {
  const now = new Date();
  const objectives = await listObjectives(await database(), { project: PROJECT, now });
  return (
    <>
      <PageHead title="Alerts">
        <Live renderedAtMs={now.getTime()} topic={null} />
      </PageHead>
      <AlertTabs here="/slo" />
      <Section
        id="objectives"
        title={objectives.length === 0 ? "No seam has an objective yet" : `${countOf(objectives.length, "seam")} with an objective`}
        aside={objectives.length === 0 ? null : "least budget first; at a burn of 1× the budget lasts exactly as long as its window"}
      >
        {objectives.length === 0 ? (
          <div className="grid gap-3 px-4 pb-4">
            <p className="text-ink-2">A contract states how many of a seam&apos;s handoffs may fail, and over which time. Push one with the line <code className="font-mono text-xs">slo:</code>, and its error budget stands here:</p>
            <CopyBlock text={SNIPPET} label="Copy a contract with an objective" />
            <CopyBlock text="npm run contracts -- push draft-for-publishing.yaml" label="Copy the command" />
          </div>
        ) : (
          <ObjectivesTable objectives={objectives} />
        )}
      </Section>
      {objectives.length === 0 ? null : (
        <p className="text-sm text-ink-2">
          The same for a Prometheus of your own:{" "}
          <a href="/api/v1/slos/prometheus?format=yaml" download="seamscope-slo.rules.yaml" className="text-link">
            Prometheus rules
          </a>{" "}
          (YAML), with burn rates recorded and multi-window alerts.
        </p>
      )}
    </>
  );
}
