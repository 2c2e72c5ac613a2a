import type { Metadata } from "next";
import { z } from "zod";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { DeliveryLog } from "@/components/alert/delivery-log.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { Section } from "@/components/ui/section.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { listDeliveries } from "@/lib/queries/alerts/list-deliveries.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { database } from "../../database.ts";
import { readParams, type RawParams } from "../../url-params.ts";

export const metadata: Metadata = { title: "Alert deliveries" };

const Params = z.object({ channel: z.string().max(120).optional().catch(undefined) });
const SHOWN = 100;

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<RawParams> }) {
  const { channel } = readParams(Params, await searchParams);
  const db = await database();
  const [bad, all] = await Promise.all([
    listDeliveries(db, { project: PROJECT, channel, outcomes: ["failed", "gave_up"], limit: SHOWN }),
    listDeliveries(db, { project: PROJECT, channel, limit: SHOWN }),
  ]);
  return (
    <>
      <PageHead title="Alerts">
        <Live renderedAtMs={Date.now()} topic={null} />
      </PageHead>
      <AlertTabs here="/alerts/deliveries" />
      {bad.inAll === 0 ? null : (
        <Section id="failures" title={countOf(bad.inAll, "failed attempt")} aside={shownOf(bad)}>
          <DeliveryLog label="Failed deliveries" deliveries={bad.deliveries} linked />
        </Section>
      )}
      <Section id="attempts" title={all.inAll === 0 ? "Nothing was sent yet" : countOf(all.inAll, "attempt")} aside={all.inAll === 0 ? null : `${formatCount(all.failed)} failed; ${shownOf(all)}`}>
        {all.inAll === 0 ? <p className="px-4 pb-4 text-ink-2">Each attempt to tell a channel of a firing stands here, with what was answered and when it is tried again. A notification has the same idempotency key however often it is tried.</p> : <DeliveryLog deliveries={all.deliveries} linked />}
      </Section>
    </>
  );
}

const shownOf = ({ deliveries, inAll }: { deliveries: readonly unknown[]; inAll: number }): string => (deliveries.length < inAll ? `the latest ${formatCount(deliveries.length)} of ${formatCount(inAll)}` : "all of them");
