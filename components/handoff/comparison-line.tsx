import { clsx } from "clsx";
import { ChevronDown, ChevronRight } from "lucide-react";
import type { FindingClass } from "@/lib/model/vocabulary.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import type { ComparisonRow } from "@/lib/text/comparison-row.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { ComparisonValue } from "./comparison-value.tsx";
import { DIFF_WORDS } from "./diff-marks.ts";
import { FindingGlyph } from "./glyph.tsx";

/** Which columns a comparison has: both sides, both in one, or the one side there is. */
export type ComparisonLayout = "split" | "unified" | "alone";

/** A finding as the rows show it. */
export interface PlacedFinding {
  class: FindingClass;
  message: string;
  isError: boolean;
}

interface LineProps {
  row: ComparisonRow;
  layout: ComparisonLayout;
  view: "changes" | "all";
  findings: readonly PlacedFinding[];
  hasContract: boolean;
  onOpenValue: (side: "sent" | "received") => void;
}

/** The cells of one row: what became of the place, which it is, both sides, and what the contract and the checks say of it. */
export function ComparisonLine({ row, layout, view, findings, hasContract, onOpenValue }: LineProps) {
  const { mark, kind, sent, received, isOpen } = row;
  if (kind === "more") {
    return (
      <span role="gridcell" className="px-3 py-1 text-link" style={{ paddingInlineStart: indent(row.depth) }}>
        {formatCount(row.inside)} more; show the next
      </span>
    );
  }
  const opened = view === "all" && isOpen === true;
  const value = (side: "sent" | "received") => <ComparisonValue side={row[side]} isMarked={mark !== undefined && mark !== "moved"} onOpen={() => onOpenValue(side)} />;
  const both = mark === "absent" ? <span className="text-ink-3">∅ on neither side</span> : null;
  const isSame = mark === undefined || mark === "moved";
  return (
    <>
      {layout === "alone" ? null : <MarkCell row={row} />}
      <span role="rowheader" className="min-w-0 px-2 py-(--cell-y) font-mono [overflow-wrap:anywhere]" style={view === "all" ? { paddingInlineStart: indent(row.depth) } : undefined}>
        <Place row={row} view={view} />
      </span>
      {layout === "split" ? (
        <>
          <Cell>{opened ? <Inside row={row} /> : (both ?? value("sent"))}</Cell>
          <Cell>{opened ? null : both === null && isSame && sent !== undefined && received !== undefined && view === "all" ? <span className="text-ink-3">the same</span> : both === null ? value("received") : null}</Cell>
        </>
      ) : (
        <Cell>
          {opened ? <Inside row={row} /> : null}
          {opened || both !== null ? both : isSame ? value(sent === undefined ? "received" : "sent") : <Unified row={row} value={value} />}
        </Cell>
      )}
      {hasContract || findings.length > 0 ? (
        <span role="gridcell" className="flex min-w-0 flex-col gap-1 px-2 py-(--cell-y)">
          {row.contract.length === 0 ? null : <span className="text-ink-2 [overflow-wrap:anywhere]">{row.contract.join("; ")}</span>}
          <PlacedFindings row={row} findings={findings} />
        </span>
      ) : null}
    </>
  );
}

const indent = (depth: number): string => `${Math.min(depth, 24) * 0.9 + 0.5}rem`;

const Cell = ({ children }: { children: React.ReactNode }) => (
  <span role="gridcell" className="min-w-0 px-2 py-(--cell-y)">
    {children}
  </span>
);

function MarkCell({ row: { mark, within, cutAt } }: { row: ComparisonRow }) {
  return (
    <span role="gridcell" className="px-2 py-(--cell-y) font-medium whitespace-nowrap">
      {mark === undefined ? null : (
        <span className={clsx(mark !== "moved" && "text-accent")} title={DIFF_WORDS[mark].meaning}>
          <span aria-hidden="true" className="mr-1.5 font-mono">
            {DIFF_WORDS[mark].sign}
          </span>
          {DIFF_WORDS[mark].word}
          {cutAt === undefined ? null : <span className="block font-normal text-ink-3">after {formatCount(cutAt)} characters</span>}
        </span>
      )}
      {mark === undefined && within > 0 ? <span className="font-normal text-ink-2">{countOf(within, "inside", "inside")}</span> : null}
    </span>
  );
}

function Place({ row, view }: { row: ComparisonRow; view: "changes" | "all" }) {
  const { kind, at, otherAt, key, isOpen } = row;
  const name = view === "all" && kind !== "line" ? (key === "" ? "(the whole)" : key) : kind === "line" ? `line ${at}` : at === "" ? "(the whole)" : at;
  return (
    <>
      {isOpen === undefined || view === "changes" ? null : isOpen ? <ChevronDown className="mr-1 inline size-3" aria-hidden="true" /> : <ChevronRight className="mr-1 inline size-3" aria-hidden="true" />}
      <span title={at}>{name}</span>
      {otherAt === "" ? null : <span className="block font-sans text-2xs text-ink-3">received at {kind === "line" ? `line ${otherAt}` : otherAt}</span>}
    </>
  );
}

const Inside = ({ row: { kind, inside } }: { row: ComparisonRow }) => <span className="text-ink-3">{kind === "items" ? countOf(inside, "item") : countOf(inside, "member")}</span>;

function Unified({ row, value }: { row: ComparisonRow; value: (side: "sent" | "received") => React.ReactNode }) {
  return (["sent", "received"] as const).map((side) =>
    row[side] === undefined ? null : (
      <span key={side} className="flex gap-2">
        <span className="w-14 shrink-0 text-ink-3">
          <span aria-hidden="true">{side === "sent" ? "−" : "+"} </span>
          {side === "sent" ? "sent" : "came"}
        </span>
        <span className="min-w-0">{value(side)}</span>
      </span>
    ),
  );
}

function PlacedFindings({ row, findings }: { row: ComparisonRow; findings: readonly PlacedFinding[] }) {
  return row.findings.slice(0, 5).flatMap((number) => {
    const finding = findings[number];
    if (finding === undefined) return [];
    return (
      <a key={number} href={`#finding-${number}`} tabIndex={-1} title={finding.message} className={clsx("flex w-fit items-center gap-1.5 hover:underline", finding.isError ? "font-medium text-accent" : "text-ink-2")}>
        <FindingGlyph of={finding.class} />
        {FINDING_WORDS[finding.class].label}
      </a>
    );
  });
}
