import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, Suspense } from "react";
import { HandoffPage } from "@/components/handoff/handoff-page.tsx";
import { PayloadDiff } from "@/components/handoff/payload-diff.tsx";
import { Comparing } from "@/components/handoff/comparing.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { originOfHandoff } from "@/lib/queries/workflows/get-handoff-origin.ts";
import { getHandoff } from "@/lib/queries/handoffs/get-handoff.ts";
import { handoffPath, idFromPath } from "@/lib/text/paths.ts";
import { verdictSentence } from "@/lib/text/verdict-sentence.ts";
import { database } from "../../database.ts";
import { readParams, searchOf, type RawParams } from "../../url-params.ts";
import { HandoffParams } from "./search-params.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<RawParams>;
}

const readHandoff = cache(async (id: string) => getHandoff(await database(), { project: PROJECT, id }));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const handoff = await readHandoff(idFromPath((await params).id));
  if (handoff === undefined) return { title: "No such handoff" };
  return { title: `${handoff.source.name} → ${handoff.target.name}`, description: verdictSentence(handoff) };
}

export default async function Page({ params, searchParams }: Props) {
  const id = idFromPath((await params).id);
  const raw = await searchParams;
  const handoff = await readHandoff(id);
  if (handoff === undefined) notFound();
  return (
    <HandoffPage handoff={handoff} origin={originOfHandoff(await database(), PROJECT, handoff)}>
      <Suspense fallback={<Comparing sent={handoff.sent} received={handoff.received} />}>
        <PayloadDiff handoff={handoff} from={readParams(HandoffParams, raw).diff} path={handoffPath(id)} search={searchOf(raw)} />
      </Suspense>
    </HandoffPage>
  );
}
