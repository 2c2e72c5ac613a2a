import { z } from "zod";

/** What can change about agents and contracts so that a seam starts to fail. */
export const CHANGE_KINDS = ["agent_version", "model", "contract_version"] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** Handoffs on one side of a change, and how many of them failed. */
export const ChangeSide = z.object({ handoffs: z.number(), failed: z.number() });
export type ChangeSide = z.infer<typeof ChangeSide>;

/** Something that was not there before: a version of an agent, the model that an agent works with, a version of a contract. */
export const Change = z.object({
  at: z.string().describe("RFC 3339: when it was first seen, or pushed"),
  kind: z.enum(CHANGE_KINDS),
  how: z.enum(["seen", "pushed"]).describe("seen in traffic, or pushed to Seamscope"),
  subject: z.string().describe("name of the agent or of the contract"),
  from: z.string().describe("version or model before it; empty when there was none"),
  to: z.string().describe("version or model from then on"),
  seamIds: z.array(z.string()).describe("seams with traffic in the window that it touches, by id"),
  before: ChangeSide,
  after: ChangeSide,
  by: z.enum(["version", "time"]).describe("what tells before from after: the version that each handoff reports, or whether it started before `at`"),
});
export type Change = z.infer<typeof Change>;

/** Changes of a window, the latest ones, in order of time; `total` counts all of them. */
export const Changes = z.object({ changes: z.array(Change), total: z.number() });
export type Changes = z.infer<typeof Changes>;
