import Link from "next/link";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import { countOf } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";
import { PageLinks } from "../ui/page-links.tsx";
import { Section } from "../ui/section.tsx";
import { HandoffFilters, type HandoffFilter } from "./handoff-filters.tsx";
import { HandoffTable } from "./handoff-table.tsx";

interface HandoffPanelProps {
  handoffs: readonly HandoffSummary[];
  next: string | null;
  filter: HandoffFilter;
  path: string;
  search: string;
  nowMs: number;
}

/** A seam's handoffs, filtered and paged by the URL. */
export function HandoffPanel({ handoffs, next, filter, path, search, nowMs }: HandoffPanelProps) {
  const none = { class: undefined, verdict: undefined, failed: undefined, candidates: undefined, cursor: undefined };
  return (
    <Section title="Handoffs" id="handoffs" aside="newest first">
      <div className="px-4 pb-2">
        <HandoffFilters path={path} search={search} filter={filter} />
      </div>
      {handoffs.length === 0 ? (
        <p className="px-4 py-8 text-center text-ink-2">
          No handoff in this window matches.{" "}
          <Link href={withParams(path, search, none)} className="text-link" scroll={false}>
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
