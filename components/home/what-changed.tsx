import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Change, Changes } from "@/lib/model/change.ts";
import type { ComparedSeam, Comparison, SeamMove } from "@/lib/model/comparison.ts";
import { CHANGE_WORDS, changePath, changeSentence, MEASURE_WORDS, moveValues, sideWords } from "@/lib/text/change-words.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { seamPath } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Instant } from "../ui/instant.tsx";
import { ChangeMark } from "./change-mark.tsx";

interface WhatChangedProps {
  comparison: Comparison;
  changes: Changes;
  /** The window as parameters, kept on the way to a seam. */
  window: string;
  /** Names of the seams of the window, by id. */
  names: ReadonlyMap<string, string>;
}

/** Everything that is different from the window before, each with what it rests on and a way on. */
export function WhatChanged({ comparison, changes, window, names }: WhatChangedProps) {
  const { left, before, previous } = comparison;
  return (
    <div className="grid gap-x-6 gap-y-4 border-t border-line px-4 py-3 lg:grid-cols-2">
      <Part title="Versions, models and contracts" none="None was seen for the first time, and no contract was pushed." more={changes.total - changes.changes.length}>
        {changes.changes.map((change, index) => <ChangeLine key={index} change={change} index={index} window={window} names={names} />).toReversed()}
      </Part>
      {before.handoffs === 0 ? (
        <p className="text-ink-2">
          Nothing was handed over in the window before (<Instant at={previous.from} precision="s" /> to <Instant at={previous.to} precision="s" />), so there is nothing to compare with.
        </p>
      ) : (
        <Compared comparison={comparison} window={window} />
      )}
      <p className="text-xs text-ink-3 lg:col-span-2">
        Compared with the window before, of the same length. A rate moved when Newcombe’s 95% interval of the difference leaves out 0; a p95 when its 95% intervals do not meet and it is a quarter more or less; the volume when it is more than chance and half as much again.
        {left > 0 && before.handoffs > 0 ? ` Each list ends after 100 lines; ${countOf(left, "more line")} in all.` : ""}
      </p>
    </div>
  );
}

function ChangeLine({ change, index, window, names }: { change: Change; index: number } & Pick<WhatChangedProps, "window" | "names">) {
  return (
    <li id={`change-${index}`} className="scroll-mt-24 py-1.5 target:bg-sunk">
      <p className="flex items-baseline gap-2">
        <ChangeMark of={change.kind} />
        <span className="min-w-0">
          <Link href={`${changePath(change)}${window}`} prefetch={false} className="text-link [overflow-wrap:anywhere]" title={CHANGE_WORDS[change.kind]}>
            {changeSentence(change)}
          </Link>{" "}
          <span className="text-xs text-ink-3">
            <Instant at={change.at} precision="s" />
          </span>
        </span>
      </p>
      <p className="pl-5 text-xs text-ink-2">
        failed {sideWords(change.before)} before → {sideWords(change.after)} {change.by === "version" ? "with it" : "since"}
      </p>
      <p className="flex flex-wrap gap-x-3 pl-5 text-xs text-ink-3">
        {change.seamIds.length === 0 ? "on no seam with traffic in the window" : null}
        {change.seamIds.slice(0, SEAMS_NAMED).map((id) => (
          <Link key={id} href={`${seamPath(id)}${window}`} prefetch={false} className="text-link leading-6 [overflow-wrap:anywhere]">
            {names.get(id) ?? id}
          </Link>
        ))}
        {change.seamIds.length > SEAMS_NAMED ? `and ${countOf(change.seamIds.length - SEAMS_NAMED, "other seam")}` : null}
      </p>
    </li>
  );
}

function Compared({ comparison: { moves, newClasses, newPairs, appeared, vanished }, window }: Pick<WhatChangedProps, "comparison" | "window">) {
  return (
    <>
      <Part title="Moved by more than chance explains" none="No rate, p95 or volume of a seam did.">
        {moves.map((move) => <MoveLine key={`${move.measure} ${move.seam.id}`} move={move} window={window} />)}
      </Part>
      <Part title="New finding classes" none="No seam has a finding class that it did not have before.">
        {newClasses.map((found) => (
          <li key={`${found.class} ${found.seam.id}`} className="py-1.5">
            <SeamLink seam={found.seam} window={window} />
            <p className="flex items-center gap-1.5 text-xs text-ink-2">
              <FindingGlyph of={found.class} />
              {FINDING_WORDS[found.class].label}, {countOf(found.handoffs, "handoff")}
            </p>
          </li>
        ))}
      </Part>
      <Part title="New version pairs" none="Every pair of versions was seen before.">
        {newPairs.map(({ seam, source, target, contract, handoffs, failed }) => (
          <li key={`${seam.id} ${source} ${target} ${contract}`} className="py-1.5">
            <SeamLink seam={seam} window={window} />
            <p className="text-xs text-ink-2">
              <span className="font-mono">
                {source === "" ? "?" : source} → {target === "" ? "?" : target}
              </span>
              {contract === "" ? "" : `, contract ${contract}`}: {sideWords({ handoffs, failed })} failed
            </p>
          </li>
        ))}
      </Part>
      <SeamsPart title="New seams" none="No seam is new." seams={appeared} window={window} />
      <SeamsPart title="Vanished seams" none="Every seam of the window before still has traffic." seams={vanished} window="" />
    </>
  );
}

function MoveLine({ move, window }: { move: SeamMove; window: string }) {
  const { before, after } = moveValues(move);
  return (
    <li className="py-1.5">
      <SeamLink seam={move.seam} window={window} />
      <p className="text-xs text-ink-2">
        {MEASURE_WORDS[move.measure]} {before} → <span className={clsx("font-semibold", move.worse === true && move.measure !== "p95" && "text-accent")}>{after}</span>{" "}
        <span className="text-ink-3">
          {move.worse === null ? "" : move.worse ? "worse, " : "better, "}n {formatCount(move.nBefore)} → {formatCount(move.nAfter)}
        </span>
      </p>
    </li>
  );
}

/** Seams that a change names one by one. */
const SEAMS_NAMED = 4;

function Part({ title, none, more = 0, children }: { title: string; none: string; more?: number; children: readonly ReactNode[] }) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="column-head">
        {title} {children.length > 0 ? `(${formatCount(children.length + more)})` : ""}
      </h2>
      {children.length === 0 ? <p className="py-1.5 text-xs text-ink-3">{none}</p> : <ul className="max-h-80 divide-y divide-line overflow-y-auto">{children}</ul>}
      {more > 0 ? <p className="text-xs text-ink-3">The {formatCount(children.length)} latest of {formatCount(children.length + more)}.</p> : null}
    </section>
  );
}

function SeamsPart({ title, none, seams, window }: { title: string; none: string; seams: Comparison["appeared"]; window: string }) {
  return (
    <Part title={title} none={none}>
      {seams.map(({ seam, handoffs, failed }) => (
        <li key={seam.id} className="py-1.5">
          <SeamLink seam={seam} window={window} />
          <p className="text-xs text-ink-2">
            {countOf(handoffs, "handoff")}, {formatCount(failed)} failed
          </p>
        </li>
      ))}
    </Part>
  );
}

function SeamLink({ seam, window }: { seam: ComparedSeam; window: string }) {
  return (
    <Link href={`${seamPath(seam.id)}${window}`} prefetch={false} className="text-link font-medium [overflow-wrap:anywhere]">
      {seamName(seam)}
    </Link>
  );
}

/** A seam in one line: source, target, and its contract where one is named. */
export const seamName = ({ source, target, contract }: Pick<ComparedSeam, "source" | "target" | "contract">): string => `${source} → ${target}${contract === "" ? "" : `, ${contract}`}`;
