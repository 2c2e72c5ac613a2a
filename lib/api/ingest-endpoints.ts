import { z } from "zod";
import { REJECT_ACTIONS } from "@/lib/model/ingest.ts";
import { IngestReport, RejectsReport } from "@/lib/model/ingest-report.ts";
import { REJECT_SAMPLES_MAX } from "@/lib/queries/ingest/read-rejects.ts";
import { endpoint, NO_PARAMS, NotBackwards, Period } from "./endpoint.ts";
import { limitParameter, TextParameter } from "./parameters.ts";

/** What became of what the collectors have received. */
export const INGEST_ENDPOINTS = {
  ingest: endpoint({
    path: "/ingest",
    summary: "The ledger of every collector: what became of each record it has received",
    description: "Per signal, received = stored + rejected + ignored + deduplicated + deadLettered + inSpool. As of each collector's last word, at most 20 seconds ago unless it is silent.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    answer: IngestReport,
  }),
  rejects: endpoint({
    path: "/rejects",
    summary: "Records that were refused or changed on the way in, by reason, and the latest samples",
    description: "Kept for 30 days. No bound on time unless one is given. Filters add up; `reason` narrows the samples alone, `limit` is how many of them. Samples are redacted and cut.",
    params: NO_PARAMS,
    query: Period.extend({
      signal: z.enum(["traces", "logs"]).optional(),
      action: z.enum(REJECT_ACTIONS).optional().describe("rejected: refused; altered: taken with something cut, replaced or flagged"),
      service: TextParameter.optional().describe("service.name of the sender"),
      reason: TextParameter.optional().describe("a field of the OTLP proto, or the name of a limit"),
      limit: limitParameter(REJECT_SAMPLES_MAX),
    }).refine(NotBackwards.holds, NotBackwards.problem),
    answer: RejectsReport,
  }),
};
