"use client";

import { useState } from "react";
import { type AuditFacet, type AuditFilter, type AuditLine, countFacet, NONE } from "@/lib/text/audit-filter.ts";
import { formatCount } from "@/lib/text/count.ts";
import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";
import { useChosen } from "./use-chosen.ts";

type Change = (changes: Record<string, string | undefined>, how: "push" | "replace") => void;

interface AuditFiltersProps {
  lines: readonly AuditLine[];
  filter: AuditFilter;
  grouped: boolean;
  onChange: Change;
}

interface Facet {
  facet: AuditFacet;
  label: string;
  all: string;
  none: string;
}

const FACETS: readonly Facet[] = [
  { facet: "owner", label: "Owner", all: "Any owner", none: "nobody named" },
  { facet: "missing", label: "What is lacking", all: "Lacking anything or nothing", none: "lacking nothing" },
  { facet: "stakes", label: "Stakes", all: "Any stakes", none: "" },
  { facet: "contract", label: "Contract", all: "Any contract", none: "no contract" },
];
const POINT_WORDS: ReadonlyMap<string, string> = new Map(Object.entries(READINESS_WORDS).map(([point, { lack }]) => [point, `lacking ${lack}`]));
const STAKES_WORDS: ReadonlyMap<string, string> = new Map([["irreversible", "irreversible"], ["reversible", "reversible"], ["unstated", "not stated"]]);

/** Narrows the audit; each choice says how many seams it would leave, and stands in the URL. */
export function AuditFilters({ lines, filter, grouped, onChange }: AuditFiltersProps) {
  const [words, setWords] = useState(filter.q ?? "");
  const [group, setGroup] = useChosen(grouped ? "owner" : "");
  const narrowed = Object.values(filter).some((value) => value !== undefined && value !== "");
  return (
    <>
      <input
        type="search"
        value={words}
        onChange={(event) => {
          setWords(event.target.value);
          onChange({ q: event.target.value }, "replace");
        }}
        placeholder="Agent, contract or team"
        aria-label="Filter the seams by agent, contract or team"
        className="field w-48"
      />
      {FACETS.map((facet) => (
        <FacetSelect key={facet.facet} facet={facet} lines={lines} filter={filter} onChange={onChange} />
      ))}
      <label className="flex items-center gap-1.5 text-xs text-ink-2">
        <input
          type="checkbox"
          checked={group === "owner"}
          onChange={(event) => {
            const chosen = event.target.checked ? "owner" : "";
            setGroup(chosen);
            onChange({ group: chosen }, "push");
          }}
          className="accent-ink"
        />
        Group by owner
      </label>
      {narrowed ? (
        <button
          type="button"
          className="text-link text-xs"
          onClick={() => {
            setWords("");
            onChange({ q: undefined, owner: undefined, missing: undefined, stakes: undefined, contract: undefined }, "push");
          }}
        >
          Clear the filters
        </button>
      ) : null}
    </>
  );
}

function FacetSelect({ facet: { facet, label, all, none }, lines, filter, onChange }: { facet: Facet; lines: readonly AuditLine[]; filter: AuditFilter; onChange: Change }) {
  const [chosen, choose] = useChosen(filter[facet] ?? "");
  return (
    <select
      aria-label={label}
      value={chosen}
      onChange={(event) => {
        choose(event.target.value);
        onChange({ [facet]: event.target.value }, "push");
      }}
      className="field max-w-56 text-xs"
    >
      <option value="">{all}</option>
      {countFacet(lines, filter, facet).map(({ value, seams }) => (
        <option key={value} value={value}>
          {`${value === NONE ? none : (POINT_WORDS.get(value) ?? STAKES_WORDS.get(value) ?? value)} (${formatCount(seams)})`}
        </option>
      ))}
    </select>
  );
}
