import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { FiringsTable } from "@/components/alert/firings-table.tsx";
import { RuleEditor } from "@/components/alert/rule-editor.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { CopyBlock } from "@/components/ui/copy-block.tsx";
import { Section } from "@/components/ui/section.tsx";
import { writeRulesYaml } from "@/lib/alerts/file/write-rule-yaml.ts";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { findRule } from "@/lib/queries/alerts/find-rule.ts";
import { listFirings } from "@/lib/queries/alerts/list-firings.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { countOf } from "@/lib/text/count.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../../database.ts";

interface Props {
  params: Promise<{ name: string }>;
}

const FIRINGS_SHOWN = 10;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `${idFromPath((await params).name)} (alert rule)` };
}

export default async function RulePage({ params }: Props) {
  const db = await database();
  const stored = await findRule(db, { project: PROJECT, name: idFromPath((await params).name) });
  if (stored === undefined) notFound();
  const { id, origin, savedAt: _, ...rest } = stored;
  const rule = AlertRuleDraft.parse(rest);
  const [channels, { firings, inAll }] = await Promise.all([readChannels(db, { project: PROJECT }), listFirings(db, { project: PROJECT, rule: id, limit: FIRINGS_SHOWN })]);
  return (
    <>
      <PageHead title={rule.name} />
      <AlertTabs here="/alerts" />
      {origin === "file" ? <p className="panel mb-4 px-4 py-2.5 text-ink-2">This rule came from a file. A change made here holds until the file is pushed again; then the file's word counts.</p> : null}
      <RuleEditor key={stored.savedAt} rule={rule} channels={channels.map(({ name }) => name)} isStored deleteWords={origin === "default" ? "" : "Delete"} />
      <Section id="firings" title={inAll === 0 ? "It never fired" : `It fired ${inAll === 1 ? "once" : `${inAll} times`}`} aside={inAll > firings.length ? `the latest ${countOf(firings.length, "firing")}` : null}>
        {firings.length === 0 ? <p className="px-4 pb-4 text-ink-2">What it would have fired for is shown above.</p> : <FiringsTable firings={firings} nowMs={Date.now()} />}
      </Section>
      <Section id="yaml" title="As a file" aside="npm run alerts -- push rules.yaml">
        <div className="px-4 pb-4">
          <CopyBlock text={writeRulesYaml([rule]).trimEnd()} label="Copy the rule as YAML" />
        </div>
      </Section>
    </>
  );
}
