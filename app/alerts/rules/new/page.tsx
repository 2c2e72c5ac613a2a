import type { Metadata } from "next";
import { RuleEditor } from "@/components/alert/rule-editor.tsx";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { AlertRuleDraft } from "@/lib/model/alert-rule.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { database } from "../../../database.ts";
import { readParams, type RawParams } from "../../../url-params.ts";
import { NewRuleParams } from "./search-params.ts";

export const metadata: Metadata = { title: "New alert rule" };

/** What the form begins with: a rule that fits most seams; its name is for a person to say. */
const BEGIN = { name: "draft", metric: "failure_rate", above: 0.05, minVolume: 10 } as const;

export default async function NewRulePage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const about = readParams(NewRuleParams, await searchParams);
  const channels = (await readChannels(await database(), { project: PROJECT })).map(({ name }) => name);
  const rule = { ...AlertRuleDraft.parse({ ...BEGIN, ...Object.fromEntries(Object.entries(about).filter(([, value]) => value !== undefined)) }), name: about.name ?? "", channels: channels.length === 1 ? channels : [] };
  return (
    <>
      <PageHead title="New alert rule" />
      <AlertTabs here="/alerts" />
      <RuleEditor rule={rule} channels={channels} isStored={false} deleteWords="" />
    </>
  );
}
