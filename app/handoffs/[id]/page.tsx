import type { Metadata } from "next";
import { cache, Suspense } from "react";
import { HandoffPage } from "@/components/handoff/handoff-page.tsx";
import { PayloadSection } from "@/components/handoff/payload-section.tsx";
import type { Handoff } from "@/lib/model/handoff.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readContractVersion } from "@/lib/queries/contracts/read-contract-version.ts";
import { readStops, readSurroundings } from "@/lib/queries/handoffs/get-handoff-course.ts";
import { readHandoffOutline } from "@/lib/queries/handoffs/read-handoff-outline.ts";
import { publicSentence } from "@/lib/text/card-text.ts";
import { contractNotes } from "@/lib/text/contract-notes.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { cardMetadata } from "../../cards/card-metadata.ts";
import { database } from "../../database.ts";
import { goneOrNotFound } from "../../gone-or-not-found.ts";
import { PinnedPart } from "../../pins/pinned-part.tsx";
import { CitedByPart } from "../../tickets/cited-by-part.tsx";

interface Props {
  params: Promise<{ id: string }>;
}

const readOutline = cache(async (id: string) => readHandoffOutline(await database(), { project: PROJECT, id }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const handoff = (await readOutline(idFromPath((await params).id)))?.handoff;
  if (handoff === undefined) return { title: "No such handoff" };
  return cardMetadata({ kind: "handoff", id: handoff.id, title: `${handoff.source.name} → ${handoff.target.name}`, description: publicSentence(handoff) });
}

export default async function Page({ params }: Props) {
  const outline = await readOutline(idFromPath((await params).id));
  if (outline === undefined) return goneOrNotFound("handoff", idFromPath((await params).id));
  const { handoff } = outline;
  const db = await database();
  const now = new Date();
  const around = readSurroundings(db, PROJECT, handoff);
  const [stops, notes] = await Promise.all([readStops(db, PROJECT, handoff, now), notesOf(handoff)]);
  return (
    <HandoffPage handoff={handoff} stops={stops} around={around} nowMs={now.getTime()} cited={<Suspense><CitedByPart kind="handoff" id={handoff.id} /><PinnedPart traceIds={handoff.traceIds} /></Suspense>}>
      <PayloadSection outline={outline} notes={notes} />
    </HandoffPage>
  );
}

async function notesOf({ governedBy }: Handoff): Promise<{ pointer: string; words: string }[]> {
  if (governedBy === null) return [];
  const [stored] = await readContractVersion(await database(), { project: PROJECT, name: governedBy.name, version: governedBy.version });
  return stored === undefined ? [] : contractNotes(stored.contract);
}
