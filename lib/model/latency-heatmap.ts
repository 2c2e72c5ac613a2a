import { z } from "zod";
import { LatencyParts } from "./latency-parts.ts";

const Cell = z.object({
  column: z.number().describe("position in `columns`"),
  row: z.number().describe("position in `rows`; −1 for handoffs of which no latency is known, such as lost ones"),
  handoffs: z.number(),
  failed: z.number(),
});

/** When a seam's handoffs began and how long they took, counted in cells of time and latency. */
export const LatencyHeatmap = z.object({
  columns: z.array(z.object({ from: z.string(), to: z.string() })).describe("stretches of time on round times, at most 100"),
  rows: z.array(z.object({ fromMs: z.number(), toMs: z.number() })).describe("stretches of latency, each a fixed factor long, the shortest first; at most 30"),
  cells: z.array(Cell).describe("those with handoffs"),
  share: z.number().describe("how much of the window was counted: 1, or less where it holds too many handoffs to count them all"),
  parts: z.array(z.object({ column: z.number(), parts: LatencyParts })).describe("where the time went in each column with handoffs"),
});
export type LatencyHeatmap = z.infer<typeof LatencyHeatmap>;
