import { clsx } from "clsx";
import Link from "next/link";
import type { FacetValue, TraceFacets } from "@/lib/model/trace-facets.ts";
import { FINDING_CLASSES, VERDICTS } from "@/lib/model/vocabulary.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { withParams } from "@/lib/text/paths.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";

interface FacetsProps {
  facets: TraceFacets;
  /** What is chosen, by the parameter's name. */
  chosen: Partial<Record<"agent" | "service" | "class" | "verdict" | "failed", string>>;
  path: string;
  search: string;
}

/** By what the traces of the window can be narrowed down, with the number of traces a choice leaves; a second press takes it back. */
export function Facets({ facets, chosen, path, search }: FacetsProps) {
  if (facets.counted === 0) return null;
  const groups = [
    { name: "failed", title: "Outcome", values: facets.failed === 0 ? [] : [{ value: "true", traces: facets.failed }] },
    { name: "class", title: "Finding", values: facets.classes },
    { name: "verdict", title: "Verdict", values: facets.verdicts },
    { name: "agent", title: "Agent", values: facets.agents },
    { name: "service", title: "Service", values: facets.services },
  ] as const;
  return (
    <nav aria-label="Narrow down" className="border-t border-line px-4 py-2 text-xs print:hidden">
      <dl className="grid gap-y-1 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-x-4">
        {groups.map(({ name, title, values }) => (values.length === 0 ? null : <Facet key={name} name={name} title={title} values={values} chosen={chosen[name]} path={path} search={search} />))}
      </dl>
      <p className="mt-1 text-2xs text-ink-3">
        Counted over {facets.isCut ? `the newest ${countOf(facets.counted, "trace")}` : countOf(facets.counted, "trace")} of the window, other choices apart.
      </p>
    </nav>
  );
}

function Facet({ name, title, values, chosen, path, search }: { name: string; title: string; values: readonly FacetValue[]; chosen: string | undefined; path: string; search: string }) {
  return (
    <>
      <dt className="leading-6 text-ink-3">{title}</dt>
      <dd className="flex min-w-0 flex-wrap gap-1">
        {values.map(({ value, traces }) => (
          <Link
            key={value}
            href={withParams(path, search, { [name]: chosen === value ? undefined : value, cursor: undefined })}
            prefetch={false}
            scroll={false}
            aria-current={chosen === value ? "true" : undefined}
            title={value}
            className={clsx("flex h-6 max-w-56 items-center gap-1.5 rounded border px-1.5", chosen === value ? "border-ink bg-ink text-ground" : "border-control hover:bg-sunk")}
          >
            <span className="truncate">{wordsFor(name, value)}</span>
            <span className={clsx("tabular-nums", chosen === value ? "opacity-80" : "text-ink-3")}>{formatCount(traces)}</span>
          </Link>
        ))}
      </dd>
    </>
  );
}

/** A value as the rest of the page says it. */
function wordsFor(name: string, value: string): string {
  const [findingClass, verdict] = [FINDING_CLASSES.find((one) => one === value), VERDICTS.find((one) => one === value)];
  if (name === "failed") return "with a failed handoff";
  if (name === "class" && findingClass !== undefined) return FINDING_WORDS[findingClass].label;
  return name === "verdict" && verdict !== undefined ? VERDICT_WORDS[verdict].label : value;
}
