import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import { millisOf } from "@/lib/text/instant.ts";

/** Which of the three columns of the ledger something stands in. */
export type LedgerColumn = "source" | "seam" | "target";

/** A leg somebody reported, with the milliseconds since the one before it; or the silence of a side. */
export type LedgerRow =
  | { kind: "leg"; column: LedgerColumn; leg: Leg; sinceMs: number | null }
  | { kind: "silence"; column: LedgerColumn; words: string };

const COLUMNS: Record<Leg["side"], LedgerColumn> = { source: "source", gate: "seam", seam: "seam", target: "target" };

type Told = Pick<Handoff, "legs" | "source" | "target" | "verdict">;

/** The legs of both sides in order of time, with the silence of a side that reported nothing where its report is missed. */
export function ledgerRows({ legs, source, target, verdict }: Told): LedgerRow[] {
  const inTime = legs.toSorted((a, b) => Number(BigInt(a.at) - BigInt(b.at)));
  const rows: LedgerRow[] = inTime.map((leg, index) => {
    const before = inTime[index - 1];
    return { kind: "leg", column: COLUMNS[leg.side], leg, sinceMs: before === undefined ? null : millisOf(leg.at) - millisOf(before.at) };
  });
  if (!legs.some((leg) => leg.side === "source")) rows.unshift({ kind: "silence", column: "source", words: `${source.name} reported nothing` });
  if (!legs.some((leg) => leg.side === "target")) {
    const yet = verdict === "pending" || verdict === "held" ? " yet" : "";
    rows.push({ kind: "silence", column: "target", words: `${target.name} reported nothing${yet}` });
  }
  return rows;
}
