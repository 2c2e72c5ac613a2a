import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { SeamContract } from "@/components/contract/seam-contract.tsx";
import { PartPlaceholder } from "@/components/seam/part-placeholder.tsx";
import { SeamHead } from "@/components/seam/seam-head.tsx";
import { SeamPage } from "@/components/seam/seam-page.tsx";
import { SeamReadiness } from "@/components/seam/seam-readiness.tsx";
import { WidenedNotice } from "@/components/seam/widened-notice.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { idFromPath, seamPath } from "@/lib/text/paths.ts";
import { cardMetadata } from "../../cards/card-metadata.ts";
import { databaseOfPage } from "../../database.ts";
import { CitedByPart } from "../../tickets/cited-by-part.tsx";
import { rangeOf, readParams, searchOf, type RawParams } from "../../url-params.ts";
import { AlertsPart } from "./alerts-part.tsx";
import { boxOf } from "./chosen-box.ts";
import { ExplainPart } from "./explain-part.tsx";
import { HandoffsPart, readListed } from "./handoffs-part.tsx";
import { HeatmapPart } from "./heatmap-part.tsx";
import { readSeamPage } from "./read-seam-page.ts";
import { SeamParams } from "./search-params.ts";

/** About as high as the parts are once they are there. */
const PART_PX = { alerts: 130, explanation: 340, latency: 520, handoffs: 600 } as const;

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<RawParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [seam] = await findSeam(await databaseOfPage(), { project: PROJECT, seamId: idFromPath((await params).id) });
  if (seam === undefined) return { title: "No such seam" };
  const { id, source, target, contract } = seam;
  return cardMetadata({ kind: "seam", id, title: `${source} → ${target}`, description: `What ${source} hands ${contract === "" ? "" : `as ${contract} `}to ${target}: what fails, since when, between which versions, and whose it is.` });
}

/** What is chosen elsewhere on the page shows at once that it is being looked for; a filter of the list, which has the focus, keeps its place. */
function listKey({ boxFrom, boxTo, minMs, maxMs, took, pointer, fact, versions }: SeamParams): string {
  return JSON.stringify([boxFrom, boxTo, minMs, maxMs, took, pointer, fact, versions]);
}

export default async function Page({ params, searchParams }: Props) {
  const id = idFromPath((await params).id);
  const raw = await searchParams;
  const asked = readParams(SeamParams, raw);
  const now = new Date();
  const box = boxOf(asked);
  // The part that lists handoffs asks the same again, and waits for this answer; what goes wrong is told there.
  readListed({ seamId: id, range: rangeOf(asked, undefined, now), box, params: asked }).catch(() => undefined);
  const page = await readSeamPage(await databaseOfPage(), id, asked, now);
  if (page === undefined) notFound();
  const { seam, range, scorecard, firings } = page;
  const address = { path: seamPath(id), search: searchOf(raw) };
  const nowMs = now.getTime();
  return (
    <>
      <SeamHead seam={seam} before={page.before} range={range} nowMs={nowMs} {...address} cited={<Suspense><CitedByPart kind="seam" id={id} /></Suspense>} />
      <WidenedNotice widened={page.widened} lastSeenAt={seam.lastSeenAt} nowMs={nowMs} />
      <SeamPage
        seam={seam}
        changes={page.changes}
        firings={firings.within}
        declared={page.declared}
        inForce={page.governing === undefined ? undefined : `${page.governing.contract.contract}@${page.governing.contract.version}`}
        versions={asked.versions}
        nowMs={nowMs}
        {...address}
        explanation={seam.failed === 0 ? null : (
          <Suspense fallback={<PartPlaceholder id="explain" title="What sets the failed ones apart" heightPx={PART_PX.explanation} />}>
            <ExplainPart seamId={id} range={range} {...address} />
          </Suspense>
        )}
        latency={
          <>
            <Suspense fallback={<PartPlaceholder id="latency" title="Latency" heightPx={PART_PX.latency} />}>
              <HeatmapPart seam={seam} range={range} box={box} {...address} />
            </Suspense>
            {box === undefined ? null : (
              <Suspense key={JSON.stringify(box)} fallback={<PartPlaceholder id="explain-box" title="What sets the selected ones apart" heightPx={PART_PX.explanation} />}>
                <ExplainPart seamId={id} range={range} box={box} {...address} />
              </Suspense>
            )}
          </>
        }
        aside={
          <>
            <Suspense fallback={<PartPlaceholder id="alerts" title="Alerts" heightPx={PART_PX.alerts} />}>
              <AlertsPart seam={seam} firingsInAll={firings.inAll} owner={scorecard?.owner ?? null} nowMs={nowMs} />
            </Suspense>
            <SeamContract seamId={id} governing={page.governing} versions={page.contractVersions} scorecard={scorecard} nowMs={nowMs} />
            <SeamReadiness scorecard={scorecard} traffic={seam} ends={seam} />
          </>
        }
      >
        <Suspense key={listKey(asked)} fallback={<PartPlaceholder id="handoffs" title="Handoffs" heightPx={PART_PX.handoffs} />}>
          <HandoffsPart seamId={id} range={range} box={box} params={asked} nowMs={nowMs} {...address} />
        </Suspense>
      </SeamPage>
    </>
  );
}
