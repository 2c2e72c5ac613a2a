import type { Metadata } from "next";
import { cache } from "react";
import { z } from "zod";
import { ReadingView } from "@/components/reading/reading-view.tsx";
import { PROJECT } from "@/lib/model/project.ts";
import { getReading } from "@/lib/queries/reading/get-reading.ts";
import { idFromPath, readingPath } from "@/lib/text/paths.ts";
import { database } from "../../../database.ts";
import { goneOrNotFound } from "../../../gone-or-not-found.ts";
import { readParams, searchOf, type RawParams } from "../../../url-params.ts";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<RawParams>;
}

const ReadingParams = z.object({
  agent: z.string().max(4096).optional().catch(undefined),
  from: z.coerce.number().int().min(0).max(10_000_000).optional().catch(undefined),
});

const read = cache(async (traceId: string, agent: string | undefined, from: number | undefined) => getReading(await database(), { project: PROJECT, traceId, agent, from }));

async function readAsked({ params, searchParams }: Props) {
  const { agent, from } = readParams(ReadingParams, await searchParams);
  return read(idFromPath((await params).id).toLowerCase(), agent, from);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const reading = await readAsked(props);
  return { title: reading === undefined ? "No such trace" : `Reading ${reading.name}` };
}

export default async function ReadingPage(props: Props) {
  const reading = await readAsked(props);
  if (reading === undefined) return goneOrNotFound("trace", idFromPath((await props.params).id).toLowerCase());
  const raw = await props.searchParams;
  return <ReadingView reading={reading} agent={readParams(ReadingParams, raw).agent} path={readingPath(reading.traceId)} search={searchOf(raw)} />;
}
