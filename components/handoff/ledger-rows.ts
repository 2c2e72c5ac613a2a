import type { Handoff, Leg } from "@/lib/model/handoff.ts";
import type { LegKind } from "@/lib/model/vocabulary.ts";
import { millisOf } from "@/lib/text/instant.ts";

/** Which of the three columns of the ledger something stands in. */
export type LedgerColumn = "source" | "seam" | "target";

/** A leg somebody reported; the time between two of them, named by what was waited for; or the silence of a side. */
export type LedgerRow =
  | { kind: "leg"; column: LedgerColumn; leg: Leg }
  | { kind: "gap"; ms: number; words: string }
  | { kind: "silence"; column: LedgerColumn; words: string };

const COLUMNS: Record<Leg["side"], LedgerColumn> = { source: "source", gate: "seam", seam: "seam", target: "target" };

/** What passes between a leg and the one after it. */
const AFTER: Partial<Record<LegKind, string>> = {
  gate_requested: "at the gate",
  received: "until the target told more",
  validated: "after the validation",
  accepted: "at work",
  rejected: "after it was refused",
  retried: "until the retry was heard of",
  dead_lettered: "after it was given up",
};
const BEFORE: Partial<Record<LegKind, string>> = { received: "on its way", gate_requested: "before anybody was asked", completed: "at work", retried: "until the next attempt", fell_back: "until it fell back", dead_lettered: "until it was given up", rejected: "until it was refused" };

type Told = Pick<Handoff, "legs" | "source" | "target" | "verdict">;

/** The legs of both sides in order of time, the time between them, and the silence of a side that reported nothing where its report is missed. */
export function ledgerRows({ legs, source, target, verdict }: Told): LedgerRow[] {
  const inTime = legs.toSorted((a, b) => Number(BigInt(a.at) - BigInt(b.at)));
  const rows = inTime.flatMap((leg, index): LedgerRow[] => {
    const before = inTime[index - 1];
    const row: LedgerRow = { kind: "leg", column: COLUMNS[leg.side], leg };
    const ms = before === undefined ? 0 : millisOf(leg.at) - millisOf(before.at);
    return before === undefined || ms < 1 ? [row] : [{ kind: "gap", ms, words: gapWords(before.kind, leg.kind) }, row];
  });
  if (!legs.some((leg) => leg.side === "source")) rows.unshift({ kind: "silence", column: "source", words: `${source.name} reported nothing` });
  if (!legs.some((leg) => leg.side === "target")) {
    const yet = verdict === "pending" || verdict === "held" ? " yet" : "";
    rows.push({ kind: "silence", column: "target", words: `${target.name} reported nothing${yet}` });
  }
  return rows;
}

const gapWords = (before: LegKind, after: LegKind): string => (before === "gate_requested" ? "at the gate" : (BEFORE[after] ?? AFTER[before] ?? "later"));
