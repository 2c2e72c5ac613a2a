import Link from "next/link";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import { countOf } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";
import { HandoffFilters, type HandoffFilter } from "../handoff/handoff-filters.tsx";
import { HandoffTable } from "../handoff/handoff-table.tsx";
import { PageLinks } from "../ui/page-links.tsx";
import { Section } from "../ui/section.tsx";
import { type ChosenHandoffs, ListChips } from "./list-chips.tsx";

interface SeamHandoffsProps {
  handoffs: readonly HandoffSummary[];
  next: string | null;
  filter: HandoffFilter;
  chosen: ChosenHandoffs;
  path: string;
  search: string;
  nowMs: number;
}

const NO_FILTER = Object.fromEntries(["class", "verdict", "failed", "candidates", "cursor", "boxFrom", "boxTo", "minMs", "maxMs", "took", "pointer", "fact", "factOf", "versions"].map((name) => [name, undefined]));

/** A seam's handoffs, filtered and paged by the URL; what was chosen elsewhere on the page stands above them and can be taken away. */
export function SeamHandoffs({ handoffs, next, filter, chosen, path, search, nowMs }: SeamHandoffsProps) {
  return (
    <Section title="Handoffs" id="handoffs" aside="newest first">
      <div className="grid gap-2 px-4 pb-2">
        <ListChips chosen={chosen} path={path} search={search} />
        <HandoffFilters path={path} search={search} filter={filter} />
      </div>
      {handoffs.length === 0 ? (
        <p className="px-4 py-8 text-center text-ink-2">
          No handoff in this window matches.{" "}
          <Link href={withParams(path, search, NO_FILTER)} className="text-link" scroll={false}>
            Clear the filters
          </Link>
        </p>
      ) : (
        <HandoffTable handoffs={handoffs} nowMs={nowMs} withEnds={false} />
      )}
      <PageLinks path={path} search={search} next={next} shown={countOf(handoffs.length, "handoff")} what="handoffs" />
    </Section>
  );
}
