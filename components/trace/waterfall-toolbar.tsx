"use client";

import { countOf, formatCount } from "@/lib/text/count.ts";
import type { Waterfall } from "./use-waterfall.ts";

const BUTTON = "h-7 rounded border border-control px-2 text-xs text-ink-2 hover:text-ink disabled:border-line disabled:text-ink-3 aria-pressed:bg-ink aria-pressed:text-ground";

/** What can be done with a waterfall by mouse; every button has its key. */
export function WaterfallToolbar({ waterfall }: { waterfall: Waterfall }) {
  const { store, state, visible } = waterfall;
  const { failures, view } = state;
  return (
    <div role="toolbar" aria-label="Waterfall" className="flex flex-wrap items-center gap-2 px-4 pb-2">
      {failures === 0 ? (
        <span className="text-xs text-ink-3">No failures</span>
      ) : (
        <>
          <button type="button" className={BUTTON} onClick={() => void store.find("failure-before")} title="Previous failure (p)">
            Previous (p)
          </button>
          <button type="button" className={BUTTON} onClick={() => void store.find("failure-after")} title="Next failure (n)">
            {`Next of ${countOf(failures, "failure")} (n)`}
          </button>
          <button type="button" className={BUTTON} aria-pressed={view.onlyFailures} onClick={() => void store.narrowTo({ onlyFailures: !view.onlyFailures }, "push")} title="Failures and the spans around them (f)">
            Failures only
          </button>
        </>
      )}
      <button type="button" className={BUTTON} onClick={() => void store.foldAll(true)} title="Collapse all (c)">
        Collapse all
      </button>
      <button type="button" className={BUTTON} onClick={() => void store.foldAll(false)} title="Expand all (e)">
        Expand all
      </button>
      {view.zoom === undefined ? null : (
        <button type="button" className={BUTTON} onClick={() => void store.narrowTo({ zoom: undefined }, "push")} title="The whole time (0)">
          Show the whole time
        </button>
      )}
      <span className="ml-auto text-xs text-ink-3 tabular-nums" role="status">
        {state.problem === undefined ? (
          whereOf(waterfall)
        ) : (
          <span className="text-ink">
            {state.problem}{" "}
            <button type="button" className="text-link" onClick={() => store.need(visible.seen.from, visible.seen.to)}>
              Try again
            </button>
          </span>
        )}
      </span>
    </div>
  );
}

/** Which rows are seen, of how many, and of how many spans when not all have a row. */
function whereOf({ state: { total, spans, view }, visible: { seen } }: Waterfall): string {
  if (total === 0) return "no span is in what the waterfall is narrowed down to";
  const rows = `rows ${formatCount(seen.from + 1)} to ${formatCount(Math.max(seen.from + 1, Math.min(seen.to, total)))} of ${formatCount(total)}`;
  if (total === spans) return rows;
  const why = [view.zoom === undefined ? "" : "outside of the chosen time", view.onlyFailures ? "without failures" : ""].filter((part) => part !== "");
  return `${rows}; ${formatCount(spans - total)} folded${why.length === 0 ? "" : ` or ${why.join(" or ")}`}`;
}
