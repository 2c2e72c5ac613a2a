"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useDeferredValue, useRef } from "react";
import type { ContractSummary } from "@/lib/model/contract-registry.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { contractPath, seamPath } from "@/lib/text/paths.ts";
import { useUrlState } from "../shell/use-url-state.ts";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { useWindowRows } from "../ui/use-visible-rows.ts";
import { Sunset } from "./sunset.tsx";

const TITLES = ["Contract", "Version", "Owner", "Mode", "Seams, 7 days", "Handoffs", "Failed", "Deprecated", "Pushed"] as const;
const NUMBERS = new Set<string>(["Handoffs", "Failed"]);
const SEAMS_SHOWN = 3;

const ROW_PX = 53;

/** Contracts as rows, each with its owner and what goes through it; only those near the window are in the document. */
export function ContractList({ contracts, nowMs }: { contracts: readonly ContractSummary[]; nowMs: number }) {
  const { search, change } = useUrlState();
  const words = useDeferredValue((search.get("q") ?? "").toLowerCase());
  const shown = contracts.filter((contract) => `${contract.name}\n${contract.owner?.team ?? ""}\n${contract.mode}`.toLowerCase().includes(words));
  const body = useRef<HTMLTableSectionElement>(null);
  const { items, before, after, measure } = useWindowRows(shown.length, ROW_PX, body);
  return (
    <section aria-label="All contracts" className="panel">
      <div className="px-4 py-2.5 print:hidden">
        <input type="search" aria-label="Filter contracts" placeholder="Name, owner or mode" defaultValue={search.get("q") ?? ""} onChange={(event) => change({ q: event.target.value }, "replace")} className="field w-72 max-w-full" />
      </div>
      <div className="overflow-x-auto" role="region" aria-label="List of contracts" tabIndex={0}>
        <table className="w-full min-w-5xl" aria-rowcount={shown.length + 1}>
          <TableHead titles={TITLES} numbers={NUMBERS} />
          <tbody ref={body}>
            <Spacer height={before} />
            {items.map((index) => {
              const contract = shown[index];
              return contract === undefined ? null : <ContractRow key={contract.name} contract={contract} index={index} measure={measure} nowMs={nowMs} />;
            })}
            <Spacer height={after} />
          </tbody>
        </table>
      </div>
      <p className="px-4 py-2 text-xs text-ink-3">{shown.length < contracts.length ? `${formatCount(shown.length)} of ${countOf(contracts.length, "contract")}` : countOf(contracts.length, "contract")}, by name; counts are of the last seven days</p>
    </section>
  );
}

const Spacer = ({ height }: { height: number }) =>
  height <= 0 ? null : (
    <tr aria-hidden="true">
      <td colSpan={TITLES.length} style={{ height }} />
    </tr>
  );

interface ContractRowProps {
  contract: ContractSummary;
  index: number;
  measure: ((row: HTMLElement | null) => void) | undefined;
  nowMs: number;
}

function ContractRow({ contract, index, measure, nowMs }: ContractRowProps) {
  const number = "px-3 py-(--cell-y) text-end tabular-nums whitespace-nowrap";
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className="border-t border-line align-top first:border-t-0 hover:bg-sunk">
      <td className="max-w-72 px-3 py-(--cell-y) pl-4">
        <Link href={contractPath(contract.name)} prefetch={false} className="block truncate font-medium hover:underline" title={contract.name}>
          {contract.name}
        </Link>
      </td>
      <td className="px-3 py-(--cell-y) whitespace-nowrap tabular-nums">
        {contract.version}
        {contract.versions > 1 ? <span className="block text-xs text-ink-3">of {countOf(contract.versions, "version")}</span> : null}
      </td>
      <td className="max-w-48 px-3 py-(--cell-y)">
        {contract.owner === undefined ? (
          <span className="text-ink-3">nobody named</span>
        ) : (
          <span className="block truncate" title={`${contract.owner.team} ${contract.owner.contact ?? ""}`}>
            {contract.owner.team}
            <span className="block truncate text-xs text-ink-3">{contract.owner.contact}</span>
          </span>
        )}
      </td>
      <td className="px-3 py-(--cell-y)">{contract.mode}</td>
      <td className="max-w-72 px-3 py-(--cell-y)">
        <Seams contract={contract} />
      </td>
      <td className={number}>{formatCount(contract.handoffs)}</td>
      <td className={clsx(number, contract.failed > 0 ? "font-medium text-accent" : "text-ink-3")}>{contract.failed > 0 ? `✕ ${formatCount(contract.failed)}` : "0"}</td>
      <td className="px-3 py-(--cell-y) whitespace-nowrap">{contract.deprecated === undefined ? <span className="text-ink-3">–</span> : <Sunset deprecated={contract.deprecated} nowMs={nowMs} />}</td>
      <td className="px-3 py-(--cell-y) pr-4 text-ink-2">
        <TimeAgo at={contract.pushedAt} nowMs={nowMs} />
      </td>
    </tr>
  );
}

function Seams({ contract: { seams, seam } }: { contract: ContractSummary }) {
  if (seams.length === 0) return <span className="text-ink-3">{seam === undefined ? "none seen" : `${seam.source} → ${seam.target}, no traffic`}</span>;
  return (
    <ul>
      {seams.slice(0, SEAMS_SHOWN).map(({ id, source, target }) => (
        <li key={id}>
          <Link href={seamPath(id)} prefetch={false} className="text-link block truncate leading-6" title={`${source} → ${target}`}>
            {source} → {target}
          </Link>
        </li>
      ))}
      {seams.length > SEAMS_SHOWN ? <li className="text-xs text-ink-3">and {countOf(seams.length - SEAMS_SHOWN, "more", "more")}</li> : null}
    </ul>
  );
}
