"use client";

import { clsx } from "clsx";
import { formatCount } from "@/lib/text/count.ts";
import { type Facet, NOBODY } from "./facets.ts";

interface FacetBarProps {
  facets: readonly { facet: Facet; counts: readonly number[] }[];
  chosen: Readonly<Record<Facet["name"], readonly string[]>>;
  onChoose: (facet: Facet["name"], values: readonly string[]) => void;
  owners: readonly { owner: string; seams: number }[];
  owner: string | undefined;
  onOwner: (owner: string | undefined) => void;
}

/** What the seams are told apart by, each with how many it would show. What is chosen stands in the URL. */
export function FacetBar({ facets, chosen, onChoose, owners, owner, onOwner }: FacetBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-5 gap-y-2 border-b border-line px-4 pb-2.5">
      {facets.map(({ facet, counts }) => (
        <div key={facet.name} role="group" aria-label={facet.label} className="flex flex-wrap items-center gap-1">
          <span aria-hidden="true" className="mr-1 text-xs text-ink-3">
            {facet.label}
          </span>
          {facet.options.map((option, index) => {
            const isOn = chosen[facet.name].includes(option.value);
            const count = counts[index] ?? 0;
            const values = isOn ? chosen[facet.name].filter((value) => value !== option.value) : [...chosen[facet.name], option.value];
            return (
              <button
                key={option.value}
                type="button"
                aria-pressed={isOn}
                title={option.title}
                onClick={() => onChoose(facet.name, values)}
                className={clsx(
                  "flex h-6 items-center gap-1.5 rounded-full border px-2 text-xs tabular-nums",
                  isOn ? "border-ink bg-ink text-ground" : count === 0 ? "border-line text-ink-3" : "border-control text-ink-2 hover:border-ink hover:text-ink",
                )}
              >
                {option.label}
                <span className={isOn ? "" : "text-ink-3"}>{formatCount(count)}</span>
              </button>
            );
          })}
        </div>
      ))}
      <label className="flex items-center gap-2 text-xs text-ink-3">
        Owner
        <select aria-label="Owner" value={owner ?? ""} onChange={(event) => onOwner(event.target.value === "" ? undefined : event.target.value)} className="field h-6 max-w-48 py-0 text-xs">
          <option value="">anybody</option>
          {owners.map((one) => (
            <option key={one.owner} value={one.owner}>
              {one.owner === NOBODY ? "nobody" : one.owner} ({formatCount(one.seams)})
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
