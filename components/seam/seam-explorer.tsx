"use client";

import type { SortingState } from "@tanstack/react-table";
import Link from "next/link";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { contractPath, seamPath, withParams } from "@/lib/text/paths.ts";
import { ColumnPicker } from "../home/column-picker.tsx";
import { FacetBar } from "../home/facet-bar.tsx";
import { asksForUnseen, countFacets, countOwners, filterSeams, matchSeams, readWanted } from "../home/facets.ts";
import { contractOfUnseen, type HomeSeam } from "../home/home-seam.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import { neighbourhood } from "./choose-drawn.ts";
import { GraphPanel } from "./graph-panel.tsx";
import { isSeamColumn, SEAM_COLUMNS } from "./seam-columns.tsx";
import { SeamTable } from "./seam-table.tsx";

const SORT = { id: "failed", desc: true };

/** The graph and the table of the same seams: what is chosen in one is chosen in the other, and stands in the URL. */
export function SeamExplorer({ seams, nowMs }: { seams: HomeSeam[]; nowMs: number }) {
  const { search, change } = useUrlState();
  const [highlighted, setHighlighted] = useState<string>();
  const agent = search.get("agent") ?? undefined;
  const hops = search.get("hops") === "2" ? 2 : 1;
  const asked = useDeferredValue(search.toString());
  const wanted = useMemo(() => readWanted(new URLSearchParams(asked)), [asked]);
  const near = useMemo(() => around(seams, agent, hops), [seams, agent, hops]);
  const matching = useMemo(() => filterSeams(near, wanted), [near, wanted]);
  const drawable = useMemo(() => matchSeams(near, wanted), [near, wanted]);
  const facets = useMemo(() => countFacets(near, wanted), [near, wanted]);
  const owners = useMemo(() => countOwners(near, wanted), [near, wanted]);
  const sorting = sortingOf(search);
  const hidden = (search.get("hide") ?? "").split(",").filter((id) => isSeamColumn(id) && id !== "seam");
  const window = withParams("", "", { range: search.get("range") ?? "", from: search.get("from") ?? "", to: search.get("to") ?? "" });
  const hrefOf = useCallback((seamId: string) => {
    const contract = contractOfUnseen(seamId);
    return contract === undefined ? `${seamPath(seamId)}${window}` : contractPath(contract);
  }, [window]);
  const inAll = asksForUnseen(wanted) ? seams.length : seams.filter((seam) => !seam.unseen).length;
  const isNarrowed = matching.length < inAll;
  const shared = { highlighted, onHighlight: setHighlighted, hrefOf };
  return (
    <>
      <GraphPanel seams={seams} matching={drawable} agent={agent} hops={hops} part={Number.parseInt(search.get("part") ?? "0", 10) || 0} onChange={(changes) => change(changes, "push")} {...shared} />
      <section aria-label="Seam table" id="seam-table" className="panel">
        <div className="flex flex-wrap items-center gap-3 px-4 py-2.5">
          <input
            type="search"
            value={search.get("q") ?? ""}
            onChange={(event) => change({ q: event.target.value, part: undefined }, "replace")}
            placeholder="Filter by agent, contract, owner"
            aria-label="Filter the seams by agent, contract or owner"
            className="field w-64 max-w-full"
          />
          <ColumnPicker hidden={hidden} onHide={(ids) => change({ hide: ids.join(",") }, "replace")} />
          {isNarrowed ? (
            <button type="button" onClick={() => change(CLEARED, "push")} className="field text-xs">
              Show all {formatCount(inAll)}
            </button>
          ) : null}
          <span className="ml-auto">
            <BudgetsLink seams={seams} />
          </span>
          <p className="text-xs text-ink-3" role="status">
            {isNarrowed ? `${formatCount(matching.length)} of ${countOf(inAll, "seam")}` : countOf(inAll, "seam")}
            <span className="sr-only">, {sortWords(sorting)}</span>
          </p>
        </div>
        <FacetBar
          facets={facets}
          chosen={wanted.chosen}
          onChoose={(name, values) => change({ [name]: values.join(","), part: undefined }, "push")}
          owners={owners}
          owner={wanted.owner}
          onOwner={(owner) => change({ owner, part: undefined }, "push")}
        />
        <SeamTable
          seams={matching}
          hidden={hidden}
          sorting={sorting}
          onSort={([by]) => change({ sort: by?.id === SORT.id ? undefined : by?.id, dir: by?.desc === false ? "asc" : undefined }, "push")}
          nowMs={nowMs}
          {...shared}
        />
        {matching.length === 0 ? <p className="px-4 py-10 text-center text-ink-2">No seam in this window matches. Clear the filters to see all {formatCount(inAll)}.</p> : null}
      </section>
    </>
  );
}

/** Leads to the error budgets, where any seam has one. */
function BudgetsLink({ seams }: { seams: readonly HomeSeam[] }) {
  if (seams.every(({ budgetNote }) => budgetNote === "")) return null;
  return (
    <Link href="/slo" prefetch={false} className="text-link text-xs">
      Error budgets
    </Link>
  );
}

const CLEARED = { agent: undefined, hops: undefined, part: undefined, q: undefined, problem: undefined, contract: undefined, ready: undefined, owner: undefined };

/** Seams around the agent; of an agent without traffic in the window, none. */
function around(seams: HomeSeam[], agent: string | undefined, hops: 1 | 2): HomeSeam[] {
  if (agent === undefined) return seams;
  const ids = neighbourhood(seams, agent, hops);
  return seams.filter((seam) => ids.has(seam.id));
}

function sortingOf(search: URLSearchParams): SortingState {
  const by = search.get("sort") ?? SORT.id;
  return [{ id: isSeamColumn(by) && by !== "trend" ? by : SORT.id, desc: search.get("dir") !== "asc" }];
}

function sortWords([by = SORT]: SortingState): string {
  const label = isSeamColumn(by.id) ? SEAM_COLUMNS[by.id].label : by.id;
  return `sorted by ${label}, ${by.desc ? "highest" : "lowest"} first`;
}
