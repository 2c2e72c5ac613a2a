import { z } from "zod";
import { linkBase } from "@/app/tickets/link-base.ts";
import { readConfig } from "@/lib/config/env.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readHandoffOutline } from "@/lib/queries/handoffs/read-handoff-outline.ts";
import { embedCard, embedMissing } from "@/lib/text/embed-card.ts";
import { idFromPath } from "@/lib/text/paths.ts";
import { permalink } from "@/lib/text/permalink.ts";
import { database } from "../../../database.ts";

const Theme = z.enum(["light", "dark"]).catch("light");
const NOT_FRAMED = "No other site may frame this card: set SEAMSCOPE_EMBED_ANCESTORS to the addresses of those that may, such as https://acme.atlassian.net, and start Seamscope again.";

/** One handoff as a card for frames of other sites; what it may load, and who may frame it, is said by proxy.ts. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { SEAMSCOPE_EMBED_ANCESTORS: ancestors, SEAMSCOPE_EMBED_PAYLOADS: payloads } = readConfig();
  const notice = ancestors.length === 0 ? NOT_FRAMED : "";
  const handoff = (await readHandoffOutline(await database(), { project: PROJECT, id: idFromPath((await params).id) }))?.handoff;
  const asked = new URL(request.url).searchParams.get("theme");
  const body = handoff === undefined ? embedMissing(notice) : embedCard(handoff, { theme: asked === null ? "auto" : Theme.parse(asked), payloads, notice, link: permalink(linkBase(request.headers), "handoff", handoff.id) });
  return new Response(body, { status: handoff === undefined ? 404 : 200, headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" } });
}
