"use client";

import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { differencesIn, type ComparisonSummary, type ComparisonView } from "@/lib/text/comparison.ts";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import type { ComparisonSources } from "./compare-messages.ts";
import { ComparisonGrid } from "./comparison-grid.tsx";
import type { ComparisonLayout, PlacedFinding } from "./comparison-line.tsx";
import { ComparisonNotes } from "./comparison-notes.tsx";
import { ComparisonSearch } from "./comparison-search.tsx";
import { ComparisonWaiting } from "./comparison-waiting.tsx";
import { useComparison, type Ask } from "./use-comparison.ts";
import { useComparisonRows } from "./use-comparison-rows.ts";
import { usePlace } from "./use-place.ts";
import { WholeValue } from "./whole-value.tsx";

interface PanelProps {
  sources: ComparisonSources;
  findings: readonly PlacedFinding[];
  label: string;
  /** Stands at the end of the row of buttons. */
  actions: ReactNode;
}

/** A comparison, or one payload, that is worked out beside the page and looked at row by row. */
export function ComparisonPanel({ sources, findings, label, actions }: PanelProps) {
  const { state, ask, stop, again } = useComparison(sources);
  if (state.kind !== "ready") return <ComparisonWaiting state={state} sources={sources} onStop={stop} onAgain={again} />;
  return <Ready summary={state.summary} ask={ask} sources={sources} findings={findings} label={label} actions={actions} />;
}

interface ReadyProps extends PanelProps {
  summary: ComparisonSummary;
  ask: Ask;
}

function Ready({ summary, ask, sources, findings, label, actions }: ReadyProps) {
  const { search, change } = useUrlState();
  const differing = differencesIn(summary);
  const chosen = search.get("show");
  const view: ComparisonView = chosen === "all" || chosen === "changes" ? chosen : differing === 0 ? "all" : "changes";
  const layout: ComparisonLayout = summary.isOneSided ? "alone" : search.get("layout") === "unified" ? "unified" : "split";
  const rows = useComparisonRows(ask, view, true);
  const [active, setActive] = useState({ row: 0, turn: 0 });
  const [difference, setDifference] = useState(-1);
  const [whole, setWhole] = useState<{ at: string; side: "sent" | "received"; text: string }>();
  const { refresh } = rows;
  // Whoever waited for an answer goes on with the view of now, not with that of when it was asked.
  const refreshNow = useRef(refresh);
  useEffect(() => {
    refreshNow.current = refresh;
  });
  const show = async (row: number) => {
    await refreshNow.current();
    setActive(({ turn }) => ({ row, turn: turn + 1 }));
  };
  const setView = (next: ComparisonView) => change({ show: next }, "push");
  const goTo = usePlace(ask, view, {
    show,
    onMissing: ({ by }) => {
      if (view === "changes" && (by === "match" || (by === "pointer" && summary.kind === "json"))) setView("all");
    },
  });
  const goToDifference = (step: number) => {
    if (differing === 0) return;
    const next = (difference + step + differing) % differing;
    setDifference(next);
    goTo({ by: "difference", number: next });
  };
  useHashPointer((pointer) => goTo({ by: "pointer", pointer }));
  useShortcuts("Handoff", { n: () => goToDifference(1), p: () => goToDifference(difference < 0 ? 0 : -1), v: () => setView(view === "all" ? "changes" : "all") });
  const hasContract = useMemo(() => summary.kind === "json" && (sources.schema !== "" || sources.notes.length > 0 || findings.some((_, number) => (sources.findings[number] ?? "") !== "")), [summary, sources, findings]);
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 px-4 pb-2 text-xs">
        <Choice label="Which rows" value={view} options={[["changes", `Only differences (${formatCount(differing)})`], ["all", summary.kind === "json" ? "Whole tree" : "All lines"]]} onChoose={setView} />
        {layout === "alone" ? null : <Choice label="Layout" value={layout} options={[["split", "Side by side"], ["unified", "Unified"]]} onChoose={(next) => change({ layout: next === "split" ? undefined : next }, "push")} />}
        {differing === 0 ? null : (
          <span className="flex items-center gap-1">
            <Step words="Previous difference" sign="↑" onStep={() => goToDifference(difference < 0 ? 0 : -1)} />
            <Step words="Next difference" sign="↓" onStep={() => goToDifference(1)} />
            <span className="text-ink-3" role="status">
              {difference < 0 ? countOf(differing, "difference") : `${formatCount(difference + 1)} of ${countOf(differing, "difference")}`}
            </span>
          </span>
        )}
        <ComparisonSearch
          onFind={(words) => ask("find", { words })}
          onShow={(number) => goTo({ by: "match", number })}
        />
        <span className="ml-auto flex gap-2">{actions}</span>
      </div>
      <ComparisonNotes summary={summary} />
      {rows.count === 0 ? null : (
        <ComparisonGrid
          label={label} rows={rows} view={view} layout={layout} findings={findings} hasContract={hasContract} active={active}
          onActive={(row) => setActive(({ turn }) => ({ row, turn }))}
          onToggle={(row) => void ask("toggle", { row }).then(refresh)}
          onOpenValue={(id, at, side) => void ask("value", { id, side }).then((text) => setWhole({ at, side, text }))}
        />
      )}
      {whole === undefined ? null : <WholeValue key={`${whole.side} ${whole.at}`} {...whole} onClose={() => setWhole(undefined)} />}
    </>
  );
}

/** Calls back with the JSON pointer after the # of the address, now and whenever it changes. */
function useHashPointer(onPointer: (pointer: string) => void): void {
  const latest = useRef(onPointer);
  useEffect(() => {
    latest.current = onPointer;
  });
  useEffect(() => {
    const read = () => {
      const pointer = decoded(window.location.hash.slice(1));
      if (pointer.startsWith("/")) latest.current(pointer);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly (readonly [Value, string])[];
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    <span role="group" aria-label={label} className="flex rounded border border-control">
      {options.map(([option, words]) => (
        <button key={option} type="button" aria-pressed={option === value} onClick={() => onChoose(option)} className="h-7 px-2 text-ink-2 first:rounded-l last:rounded-r hover:text-ink aria-pressed:bg-ink aria-pressed:text-ground">
          {words}
        </button>
      ))}
    </span>
  );
}

const Step = ({ words, sign, onStep }: { words: string; sign: string; onStep: () => void }) => (
  <button type="button" aria-label={words} title={words} onClick={onStep} className="size-7 rounded border border-control text-ink-2 hover:text-ink">
    {sign}
  </button>
);
