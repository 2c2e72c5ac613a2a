import { answer, Refusal } from "@/app/api/answer-request.ts";
import { sendToCollector } from "@/app/api/send-to-collector.ts";
import { ENDPOINTS } from "@/lib/api/endpoints.ts";
import { readConfig } from "@/lib/config/env.ts";
import { readEnvelopes } from "@/lib/envelope/envelope.ts";
import { toTraceRequest } from "@/lib/envelope/to-spans.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { listHandoffs } from "@/lib/queries/handoffs/list-handoffs.ts";
import { shortPath } from "@/lib/text/paths.ts";

export const GET = answer(ENDPOINTS.handoffs, (db, { sourceVersion, targetVersion, contractVersion, ...asked }) =>
  listHandoffs(db, { project: PROJECT, ...asked, versions: { source: sourceVersion, target: targetVersion, contract: contractVersion } }),
);

/** Envelopes go the way of every span, through the collector, so that there is one write path. */
export const POST = answer(ENDPOINTS.tellHandoffs, async (_db, _asked, { text }) => {
  const read = readEnvelopes(text);
  if (!read.ok) return new Refusal({ code: "bad_request", field: read.field, message: read.message });
  const { request, handoffs } = toTraceRequest(read.envelopes, Date.now());
  const sent = await sendToCollector(readConfig().SEAMSCOPE_COLLECTOR_URL, request);
  if (sent.kind === "unavailable") return new Refusal({ code: "unavailable", message: sent.why });
  if (sent.kind === "refused") throw new Error(`the collector refused envelopes: ${sent.why}`);
  return { handoffs: handoffs.map((handoff) => ({ ...handoff, page: shortPath("h", handoff.id) })) };
});
