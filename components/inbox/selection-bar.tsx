import type { OpenGroup } from "@/lib/model/reconciliation.ts";
import { countOf } from "@/lib/text/count.ts";

/** What is selected, and what can be done with it. */
export function SelectionBar({ chosen, onResolve, onNone }: { chosen: readonly OpenGroup[]; onResolve: () => void; onNone: () => void }) {
  return (
    <p className="sticky top-12 z-20 flex flex-wrap items-center gap-3 border-y border-line bg-sunk px-4 py-1.5 print:hidden" role="status">
      {countOf(chosen.length, "group")} selected, {countOf(chosen.reduce((total, group) => total + group.count, 0), "handoff")}
      <button type="button" onClick={onResolve} className="h-7 rounded bg-ink px-3 text-xs font-medium text-ground">
        Resolve with a reason
      </button>
      <button type="button" onClick={onNone} className="text-link text-xs">
        Select none
      </button>
    </p>
  );
}
