import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { SeamContract } from "@/components/contract/seam-contract.tsx";
import { HandoffPanel } from "@/components/handoff/handoff-panel.tsx";
import { SeamHead } from "@/components/seam/seam-head.tsx";
import { SeamPage } from "@/components/seam/seam-page.tsx";
import { WidenedNotice } from "@/components/seam/widened-notice.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { findSeam } from "@/lib/queries/seams/find-seam.ts";
import { idFromPath, seamPath } from "@/lib/text/paths.ts";
import { database } from "../../database.ts";
import { readParams, searchOf, type RawParams } from "../../url-params.ts";
import { readSeamPage } from "./read-seam-page.ts";
import { SeamParams } from "./search-params.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<RawParams>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [seam] = await findSeam(await database(), { project: PROJECT, seamId: idFromPath((await params).id) });
  return { title: seam === undefined ? "No such seam" : `${seam.source} → ${seam.target}` };
}

export default async function Page({ params, searchParams }: Props) {
  const id = idFromPath((await params).id);
  const raw = await searchParams;
  const filter = readParams(SeamParams, raw);
  const now = new Date();
  const page = await readSeamPage(await database(), id, filter, now);
  if (page === undefined) notFound();
  const address = { path: seamPath(id), search: searchOf(raw), nowMs: now.getTime() };
  return (
    <>
      <SeamHead seam={page.seam} range={page.range} {...address} />
      <WidenedNotice widened={page.widened} lastSeenAt={page.seam.lastSeenAt} nowMs={now.getTime()} />
      <SeamPage seam={page.seam} aside={<SeamContract seamId={id} governing={page.governing} nowMs={now.getTime()} />} {...address}>
        <HandoffPanel handoffs={page.handoffs} next={page.next} filter={filter} {...address} />
      </SeamPage>
    </>
  );
}
