import { z } from "zod";
import { CITED_KIND_NAMES } from "@/lib/model/cited-kinds.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { database } from "../../../database.ts";
import { drawCard } from "../../draw-card.tsx";
import { readCard } from "../../read-card.ts";

const Kind = z.enum(CITED_KIND_NAMES);
/** Services that unfurl a link ask several times within seconds, and what they show need not be newer than that. */
const CACHE = "max-age=300";

/** The picture beside a link to a handoff, trace, seam, workflow or firing. */
export async function GET(_request: Request, { params }: { params: Promise<{ kind: string; id: string }> }): Promise<Response> {
  const asked = await params;
  const kind = Kind.safeParse(asked.kind);
  const card = kind.success ? await readCard(await database(), kind.data, idFromPath(asked.id)) : undefined;
  if (card === undefined || !kind.success) return new Response(`there is no such card; expected /cards/<${CITED_KIND_NAMES.join("|")}>/<id>\n`, { status: 404, headers: { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } });
  return drawCard(kind.data, card, { "cache-control": CACHE });
}
