import { type AuditFacet, type AuditFilter, type AuditLine, countFacet, NONE } from "@/lib/text/audit-filter.ts";
import { formatCount } from "@/lib/text/count.ts";
import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";

interface AuditFiltersProps {
  lines: readonly AuditLine[];
  filter: AuditFilter;
  grouped: boolean;
  onChange: (changes: Record<string, string | undefined>, how: "push" | "replace") => void;
}

const FACETS: readonly { facet: AuditFacet; label: string; all: string; none: string }[] = [
  { facet: "owner", label: "Owner", all: "Any owner", none: "nobody named" },
  { facet: "missing", label: "What is lacking", all: "Lacking anything or nothing", none: "lacking nothing" },
  { facet: "stakes", label: "Stakes", all: "Any stakes", none: "" },
  { facet: "contract", label: "Contract", all: "Any contract", none: "no contract" },
];
const POINT_WORDS: ReadonlyMap<string, string> = new Map(Object.entries(READINESS_WORDS).map(([point, { lack }]) => [point, `lacking ${lack}`]));
const STAKES_WORDS: ReadonlyMap<string, string> = new Map([["irreversible", "irreversible"], ["reversible", "reversible"], ["unstated", "not stated"]]);

/** Narrows the audit; each choice says how many seams it would leave, and stands in the URL. */
export function AuditFilters({ lines, filter, grouped, onChange }: AuditFiltersProps) {
  const narrowed = Object.values(filter).some((value) => value !== undefined && value !== "");
  return (
    <>
      <input
        type="search"
        value={filter.q ?? ""}
        onChange={(event) => onChange({ q: event.target.value }, "replace")}
        placeholder="Agent, contract or team"
        aria-label="Filter the seams by agent, contract or team"
        className="field w-48"
      />
      {FACETS.map(({ facet, label, all, none }) => (
        <select key={facet} aria-label={label} value={filter[facet] ?? ""} onChange={(event) => onChange({ [facet]: event.target.value }, "push")} className="field max-w-56 text-xs">
          <option value="">{all}</option>
          {countFacet(lines, filter, facet).map(({ value, seams }) => (
            <option key={value} value={value}>
              {`${value === NONE ? none : (POINT_WORDS.get(value) ?? STAKES_WORDS.get(value) ?? value)} (${formatCount(seams)})`}
            </option>
          ))}
        </select>
      ))}
      <label className="flex items-center gap-1.5 text-xs text-ink-2">
        <input type="checkbox" checked={grouped} onChange={(event) => onChange({ group: event.target.checked ? "owner" : undefined }, "push")} className="accent-ink" />
        Group by owner
      </label>
      {narrowed ? (
        <button type="button" className="text-link text-xs" onClick={() => onChange({ q: undefined, owner: undefined, missing: undefined, stakes: undefined, contract: undefined }, "push")}>
          Clear the filters
        </button>
      ) : null}
    </>
  );
}
