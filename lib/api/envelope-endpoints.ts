import { z } from "zod";
import { Envelope, ENVELOPES_MAX } from "@/lib/envelope/envelope.ts";
import { endpoint, NO_PARAMS } from "./endpoint.ts";

/** What became of envelopes, in their order. */
export const EnvelopesTaken = z.object({
  handoffs: z.array(
    z.object({
      id: z.string().describe("of the handoff; the other side puts it into its own envelope"),
      page: z.string().describe("its short address on the dashboard, a few seconds from now"),
      traceId: z.string().describe("the trace that this report is under"),
      event: z.string().describe("what was told, e.g. handoff.requested"),
    }),
  ),
});
export type EnvelopesTaken = z.infer<typeof EnvelopesTaken>;

/** Handoffs told by scripts that do not speak OpenTelemetry. */
export const ENVELOPE_ENDPOINTS = {
  tellHandoffs: endpoint({
    method: "post",
    path: "/handoffs",
    summary: "Takes what a script tells of handoffs: one envelope, or a list of them",
    description: "Answered when the reports are stored; the same envelope sent again is the same report. Of a list with a bad one, none is taken.",
    params: NO_PARAMS,
    query: NO_PARAMS,
    body: {
      types: ["application/json"],
      schema: z.union([Envelope, z.array(Envelope).max(ENVELOPES_MAX)]),
      description: "`{source, target, payload, trace_id, confidence, warnings}` and what else is known; see docs/envelope.md",
    },
    answer: EnvelopesTaken,
  }),
};
