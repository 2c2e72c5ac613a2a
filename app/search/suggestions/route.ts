import { z } from "zod";
import { PROJECT } from "@/lib/model/project.ts";
import { findPlaces } from "@/lib/queries/search/find-places.ts";
import { database } from "../../database.ts";

/** Longer texts are pasted payloads, which no name holds. */
const Text = z.string().max(200).catch("");

/** What the command menu offers for a text, as a list of places. */
export async function GET(request: Request): Promise<Response> {
  const text = Text.parse(new URL(request.url).searchParams.get("q"));
  return Response.json(await findPlaces(await database(), { project: PROJECT, text }), { headers: { "cache-control": "no-store" } });
}
