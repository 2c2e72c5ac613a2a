import { clsx } from "clsx";
import Link from "next/link";
import type { ContractSummary } from "@/lib/model/contract-registry.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { contractPath, seamPath } from "@/lib/text/paths.ts";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { Sunset } from "./sunset.tsx";

const TITLES = ["Contract", "Version", "Owner", "Mode", "Seams, 7 days", "Handoffs", "Failed", "Deprecated", "Pushed"] as const;
const NUMBERS = new Set<string>(["Handoffs", "Failed"]);
const SEAMS_SHOWN = 3;

/** Contracts as rows, each with its owner and what goes through it. */
export function ContractList({ contracts, nowMs }: { contracts: readonly ContractSummary[]; nowMs: number }) {
  return (
    <div className="panel overflow-x-auto" role="region" aria-label="List of contracts" tabIndex={0}>
      <table className="w-full min-w-4xl">
        <TableHead titles={TITLES} numbers={NUMBERS} />
        <tbody>
          {contracts.map((contract) => (
            <ContractRow key={contract.name} contract={contract} nowMs={nowMs} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ContractRow({ contract, nowMs }: { contract: ContractSummary; nowMs: number }) {
  const number = "px-3 py-2 text-end tabular-nums whitespace-nowrap";
  return (
    <tr className="border-t border-line align-top first:border-t-0 hover:bg-sunk">
      <td className="max-w-72 px-3 py-2 pl-4">
        <Link href={contractPath(contract.name)} prefetch={false} className="block truncate font-medium hover:underline" title={contract.name}>
          {contract.name}
        </Link>
      </td>
      <td className="px-3 py-2 whitespace-nowrap tabular-nums">
        {contract.version}
        {contract.versions > 1 ? <span className="block text-xs text-ink-3">of {countOf(contract.versions, "version")}</span> : null}
      </td>
      <td className="max-w-48 px-3 py-2">
        {contract.owner === undefined ? (
          <span className="text-ink-3">nobody named</span>
        ) : (
          <span className="block truncate" title={`${contract.owner.team} ${contract.owner.contact ?? ""}`}>
            {contract.owner.team}
            <span className="block truncate text-xs text-ink-3">{contract.owner.contact}</span>
          </span>
        )}
      </td>
      <td className="px-3 py-2">{contract.mode}</td>
      <td className="max-w-72 px-3 py-2">
        <Seams contract={contract} />
      </td>
      <td className={number}>{formatCount(contract.handoffs)}</td>
      <td className={clsx(number, contract.failed > 0 ? "font-medium text-accent" : "text-ink-3")}>{contract.failed > 0 ? `✕ ${formatCount(contract.failed)}` : "0"}</td>
      <td className="px-3 py-2 whitespace-nowrap">{contract.deprecated === undefined ? <span className="text-ink-3">–</span> : <Sunset deprecated={contract.deprecated} nowMs={nowMs} />}</td>
      <td className="px-3 py-2 pr-4 text-ink-2">
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
          <Link href={seamPath(id)} prefetch={false} className="text-link block truncate" title={`${source} → ${target}`}>
            {source} → {target}
          </Link>
        </li>
      ))}
      {seams.length > SEAMS_SHOWN ? <li className="text-xs text-ink-3">and {countOf(seams.length - SEAMS_SHOWN, "more", "more")}</li> : null}
    </ul>
  );
}
