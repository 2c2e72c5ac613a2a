import { z } from "zod";
import { VERDICTS } from "./vocabulary.ts";

/** Something open pages are told of: a handoff was written or taken away, or a trace was analysed, in which case only id and failed say anything. */
export const LiveChange = z.object({
  kind: z.enum(["handoff", "trace"]),
  id: z.string(),
  seamId: z.string(),
  verdict: z.enum([...VERDICTS, ""]).describe("empty for a trace"),
  failed: z.boolean(),
  candidate: z.boolean(),
  deleted: z.boolean(),
  workflow: z.string().describe("the handoff's correlation id"),
  traceIds: z.array(z.string()),
  version: z.string().describe("unix nanoseconds of the analysis, as digits"),
  atMs: z.number().describe("unix milliseconds, the database's clock"),
});
export type LiveChange = z.infer<typeof LiveChange>;

/** What of the stream somebody wants to hear; nothing named means everything, several names mean any of them. */
export interface LiveTopic {
  seam?: string | undefined;
  handoff?: string | undefined;
  workflow?: string | undefined;
  traces?: readonly string[] | undefined;
}
