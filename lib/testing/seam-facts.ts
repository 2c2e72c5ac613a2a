import type { z } from "zod";
import { Contract } from "@/lib/model/contract.ts";
import type { SeamFacts } from "@/lib/seams/governance/seam-check.ts";

/** A seam from "creator" to "executor" with a hundred handoffs and nothing else known, with the given parts changed. */
export const makeSeamFacts = (changes: Partial<SeamFacts> = {}): SeamFacts => ({
  source: "creator", target: "executor", contract: undefined, handoffs: 100, decisions: [], arrived: { looked: 0, gated: 0 }, samples: [], ...changes,
});

/** A contract `draft` 1.0.0 that is owned and has a fallback, with the given parts changed. */
export const makeContract = (changes: Partial<z.input<typeof Contract>> = {}): Contract =>
  Contract.parse({ contract: "draft", version: "1.0.0", owner: { team: "content" }, fallback: { owner: "human:duty-editor" }, ...changes });
