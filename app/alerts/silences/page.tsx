import type { Metadata } from "next";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { SilenceForm } from "@/components/alert/silence-form.tsx";
import { SilencesTable } from "@/components/alert/silences-table.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { Section } from "@/components/ui/section.tsx";
import { isSilent } from "@/lib/alerts/silence.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readRules } from "@/lib/queries/alerts/read-rules.ts";
import { readSilences } from "@/lib/queries/alerts/read-silences.ts";
import { countOf } from "@/lib/text/count.ts";
import { database } from "../../database.ts";
import { readParams, type RawParams } from "../../url-params.ts";
import { NewRuleParams } from "../rules/new/search-params.ts";

export const metadata: Metadata = { title: "Silences" };

const PAST_SHOWN = 100;

export default async function SilencesPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const { name: rule, ...about } = readParams(NewRuleParams, await searchParams);
  const db = await database();
  const nowMs = Date.now();
  const [silences, rules] = await Promise.all([readSilences(db, { project: PROJECT }), readRules(db, { project: PROJECT })]);
  const current = silences.filter((silence) => isSilent(silence, nowMs));
  const planned = silences.filter((silence) => silence.endedAt === null && Date.parse(silence.startsAt) > nowMs);
  const past = silences.filter((silence) => !current.includes(silence) && !planned.includes(silence));
  return (
    <>
      <PageHead title="Alerts">
        <Live renderedAtMs={nowMs} topic={null} />
      </PageHead>
      <AlertTabs here="/alerts/silences" />
      <Section id="current" title={current.length === 0 ? "Nothing is silenced" : `${countOf(current.length, "silence holds", "silences hold")} now`}>
        {current.length === 0 ? <p className="px-4 pb-4 text-ink-2">What fires is told.</p> : <SilencesTable silences={current} canEnd label="Silences that hold" />}
      </Section>
      {planned.length === 0 ? null : (
        <Section id="planned" title={`${countOf(planned.length, "maintenance window is", "maintenance windows are")} planned`}>
          <SilencesTable silences={planned} canEnd isPlanned label="Planned maintenance windows" />
        </Section>
      )}
      <Section id="add" title="Silence alerts, or plan a maintenance window">
        <SilenceForm about={{ rule, ...about }} rules={rules.map(({ name }) => name)} nowMs={nowMs} />
      </Section>
      {past.length === 0 ? null : (
        <Section id="past" title={`${countOf(past.length, "silence is", "silences are")} over`} aside={past.length > PAST_SHOWN ? `the latest ${PAST_SHOWN}` : null}>
          <SilencesTable silences={past.slice(0, PAST_SHOWN)} canEnd={false} label="Silences that are over" />
        </Section>
      )}
    </>
  );
}
