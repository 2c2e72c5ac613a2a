import type { Measured } from "@/lib/model/alert-measure.ts";

/** A class or a pair of versions that a seam showed for the first time. */
export interface First {
  seamId: string;
  source: string;
  target: string;
  contract: string;
  detail: string;
}

/** One new thing on one seam: an instance of its own, which rests on the handoff that showed it. */
export const measureFirst = (kind: "class" | "pair", { seamId, source, target, contract, detail }: First): Measured => ({
  seamId, source, target, contract, detail: kind === "pair" ? pairWords(detail) : detail, value: 1, n: 1, failed: kind === "class" ? 1 : 0,
});

/** A pair of versions, stored as a JSON array, as it is shown: `1.4.0 → 2.0.1, contract 2.1.0`; `?` for a version that nobody told. */
function pairWords(detail: string): string {
  const told: unknown = JSON.parse(detail);
  const [source, target, contract] = (Array.isArray(told) ? told : []).map(String);
  return `${orUnknown(source)} → ${orUnknown(target)}${contract === undefined || contract === "" ? "" : `, contract ${contract}`}`;
}

const orUnknown = (version: string | undefined): string => (version === undefined || version === "" ? "?" : version);
