import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { AlertTabs } from "@/components/alert/alert-tabs.tsx";
import { DeliveryLog } from "@/components/alert/delivery-log.tsx";
import { FiringCourse } from "@/components/alert/firing-course.tsx";
import { FiringEvidence, FiringSamples } from "@/components/alert/firing-evidence.tsx";
import { FiringHead } from "@/components/alert/firing-head.tsx";
import { SilenceForm } from "@/components/alert/silence-form.tsx";
import { Live } from "@/components/shell/live/live.tsx";
import { PageHead } from "@/components/shell/page-head.tsx";
import { CiteButton } from "@/components/ticket/cite-button.tsx";
import { CopyEvidence } from "@/components/ticket/copy-evidence.tsx";
import { CopyButton } from "@/components/ui/copy-button.tsx";
import { Section } from "@/components/ui/section.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { readFiringWhole } from "@/lib/queries/alerts/read-firing-whole.ts";
import { firingSentence } from "@/lib/text/evidence-firing.ts";
import { countOf } from "@/lib/text/count.ts";
import { idFromPath, shortPath } from "@/lib/text/paths.ts";
import { cardMetadata } from "../../cards/card-metadata.ts";
import { database } from "../../database.ts";
import { CitedByPart } from "../../tickets/cited-by-part.tsx";

interface Props {
  params: Promise<{ id: string }>;
}

const readFiring = cache(async (id: string) => readFiringWhole(await database(), { project: PROJECT, id }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const firing = await readFiring(idFromPath((await params).id));
  if (firing === undefined) return { title: "No such firing" };
  const title = `${firing.rule.name}${firing.seam === null ? "" : `: ${firing.seam.source} → ${firing.seam.target}`}`;
  return cardMetadata({ kind: "firing", id: firing.id, title, description: firingSentence(firing) });
}

export default async function FiringPage({ params }: Props) {
  const firing = await readFiring(idFromPath((await params).id));
  if (firing === undefined) notFound();
  const { rule, seam, message, steps, deliveries } = firing;
  const nowMs = Date.now();
  const failed = deliveries.filter(({ outcome }) => outcome !== "delivered").length;
  return (
    <>
      <PageHead title={seam === null ? rule.name : `${seam.source} → ${seam.target}`}>
        <Live renderedAtMs={nowMs} topic={null} />
        <CopyButton text="" link={shortPath("a", firing.id)} label="Copy the link to this firing" words="Copy link" />
        <CopyEvidence kind="firing" id={firing.id} label="Copy this firing as Markdown" words="Copy as Markdown" />
        <CiteButton kind="firing" id={firing.id} />
      </PageHead>
      <Suspense>
        <CitedByPart kind="firing" id={firing.id} />
      </Suspense>
      <AlertTabs here="/alerts" />
      <FiringHead firing={firing} nowMs={nowMs} />
      <div className="grid grid-cols-1 items-start gap-x-4 xl:grid-cols-[minmax(0,1fr)_34rem]">
        <div className="min-w-0">
          <FiringSamples message={message} />
          <FiringEvidence message={message} />
        </div>
        <div className="min-w-0">
          <FiringCourse steps={steps} metric={rule.metric} />
          <Section id="deliveries" title="Who was told" aside={deliveries.length === 0 ? null : `${countOf(deliveries.length, "attempt")}, ${failed} failed`}>
            {deliveries.length === 0 ? <p className="px-4 pb-4 text-ink-2">Nobody yet: no channel takes it, it is held back, or the first attempt is still to come.</p> : <DeliveryLog deliveries={deliveries} linked={false} />}
          </Section>
        </div>
      </div>
      {firing.resolvedAt === null ? (
        <Section id="silence" title="Silence this" aside="what is silenced is still recorded and shown">
          <SilenceForm about={{ rule: rule.name, seam: seam?.id }} rules={[rule.name]} nowMs={nowMs} />
        </Section>
      ) : null}
    </>
  );
}
