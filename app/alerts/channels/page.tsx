import type { Metadata } from "next";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { ChannelForm } from "@/components/alert/channel-form.tsx";
import { ChannelsTable } from "@/components/alert/channels-table.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { Section } from "@/components/ui/section.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { readChannels } from "@/lib/queries/alerts/read-channels.ts";
import { summariseChannel } from "@/lib/secrets/channel-settings.ts";
import { countOf } from "@/lib/text/count.ts";
import { database } from "../../database.ts";
import { secrets } from "../../secrets.ts";

export const metadata: Metadata = { title: "Alert channels" };

export default async function ChannelsPage() {
  const channels = (await readChannels(await database(), { project: PROJECT })).map((stored) => summariseChannel(secrets(), PROJECT, stored));
  return (
    <>
      <PageHead title="Alerts" />
      <AlertTabs here="/alerts/channels" />
      <Section id="channels" title={channels.length === 0 ? "No channel yet" : countOf(channels.length, "channel")}>
        {channels.length === 0 ? <p className="px-4 pb-4 text-ink-2">Alerts are shown here and told to nobody until there is a channel. Add one below; a test shows whether it arrives.</p> : <ChannelsTable channels={channels} nowMs={Date.now()} />}
      </Section>
      <Section id="add" title="Add a channel" aside="addresses that lead into this installation are refused">
        <ChannelForm />
      </Section>
    </>
  );
}
