"use client";

import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { AuditLine } from "@/lib/text/audit-filter.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { contractPath, seamPath, withParams } from "@/lib/text/paths.ts";
import { SeamName } from "../seam/seam-name.tsx";
import { AuditReasons } from "./audit-reasons.tsx";
import { ReadinessMarks } from "./readiness-marks.tsx";

/** Where a row stands in the whole table, and how it tells its height. */
interface Place {
  index: number;
  measure: ((row: HTMLElement | null) => void) | undefined;
  columns: number;
}

interface AuditRowProps {
  line: AuditLine;
  place: Place;
  open: boolean;
  onToggle: () => void;
  window: { from: string; to: string };
}

const CELL = "border-b border-line px-3 py-(--cell-y) align-top first:pl-4 last:pr-4 print:px-1.5 print:first:pl-2 print:last:pr-2";
const NUMBER = `${CELL} text-end whitespace-nowrap tabular-nums`;
const SHOWN_DIGITS = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });

/** One seam; opened, it tells the evidence of each point. */
export function AuditRow({ line, place: { index, measure, columns }, open, onToggle, window }: AuditRowProps) {
  const { rank, seamId, source, target, sourceType, targetType, contractName, inferred, team, contact, missing, stakes, handoffs, silent, silentRate, silentRateHigh, weight } = line;
  return (
    <tbody ref={measure} data-index={index} className="break-inside-avoid">
      <tr aria-rowindex={index + 2} className="hover:bg-sunk">
        <td className={NUMBER}>{formatCount(rank)}</td>
        <td className={`${CELL} max-w-96`}>
          <Link href={withParams(seamPath(seamId), "", window)} prefetch={false} className="block hover:underline">
            <SeamName seam={{ source, target, sourceType, targetType, contract: contractName, inferred }} />
          </Link>
        </td>
        <td className={`${CELL} max-w-44`}>
          <Team team={team} contact={contact} />
        </td>
        <td className={`${CELL} max-w-52`}>
          <Terms line={line} />
        </td>
        <td className={`${CELL} min-w-48 print:min-w-36`}>
          <button type="button" onClick={onToggle} aria-expanded={open} title="Why" className="flex w-full items-start gap-1 text-start">
            <ChevronRight className={`mt-0.5 size-3.5 shrink-0 text-ink-3 print:hidden ${open ? "rotate-90" : ""}`} aria-hidden="true" />
            <ReadinessMarks missing={missing} />
          </button>
        </td>
        <td className={`${CELL} whitespace-nowrap`}>{stakes === "irreversible" ? <span className="font-medium">▲ irreversible</span> : stakes === null ? <Quiet>not stated</Quiet> : "reversible"}</td>
        <td className={NUMBER} title={silentRateHigh === null ? undefined : `${formatCount(silent)} of ${formatCount(handoffs)}; up to ${formatRate(silentRateHigh)} cannot be excluded (95 %)`}>
          <span className={silent > 0 ? "font-semibold text-accent" : "text-ink-2"}>{formatRate(silentRate)}</span>
          <span className="block text-xs text-ink-3">{`${formatCount(silent)} of ${formatCount(handoffs)}`}</span>
        </td>
        <td className={`${NUMBER} print:hidden`}>{formatCount(handoffs)}</td>
        <td className={NUMBER}>
          <Budget left={line.budgetLeft} />
        </td>
        <td className={NUMBER}>{SHOWN_DIGITS.format(weight)}</td>
      </tr>
      {open ? (
        <tr className="bg-sunk">
          <td colSpan={columns} className="border-b border-line px-4 py-2">
            <AuditReasons seamId={seamId} {...window} />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

/** The head of an owner's seams. */
export function AuditGroupRow({ team, lines, place: { index, measure, columns } }: { team: string; lines: readonly AuditLine[]; place: Place }) {
  const lacking = lines.filter((line) => line.missing.length > 0).length;
  const silent = lines.reduce((sum, line) => sum + line.silent, 0);
  return (
    <tbody ref={measure} data-index={index}>
      <tr aria-rowindex={index + 2}>
        <th scope="rowgroup" colSpan={columns} className="border-b border-line bg-sunk px-4 py-(--cell-y) text-start font-medium">
          {team === "" ? "Nobody named" : team}
          <span className="ml-3 text-xs font-normal text-ink-2">
            {countOf(lines.length, "seam")}, {lacking === 0 ? "all answer all five" : `${formatCount(lacking)} lacking something`}, {silent === 0 ? "no silent failure" : countOf(silent, "silent failure")}
          </span>
        </th>
      </tr>
    </tbody>
  );
}

function Team({ team, contact }: { team: string; contact: string }) {
  if (team === "") return <Quiet>nobody named</Quiet>;
  return (
    <span title={`${team} ${contact}`}>
      <span className="block truncate print:whitespace-normal">{team}</span>
      <span className="block truncate text-xs text-ink-3 print:whitespace-normal">{contact === "" ? "no contact given" : contact}</span>
    </span>
  );
}

function Terms({ line: { contract } }: { line: AuditLine }) {
  if (contract === null) return <Quiet>none in force</Quiet>;
  return (
    <>
      <Link href={contractPath(contract.name)} prefetch={false} title={contract.name} className="block truncate hover:underline print:whitespace-normal">
        {contract.name}
      </Link>
      <span className="block truncate text-xs text-ink-3">
        {contract.version}, {contract.mode}
      </span>
    </>
  );
}

function Budget({ left }: { left: number | null }) {
  if (left === null) return <Quiet>–</Quiet>;
  if (left >= 0) return formatRate(left);
  return (
    <span className="font-semibold text-accent" title={`${formatRate(-left)} more than allowed`}>
      overspent
    </span>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return <span className="text-ink-3">{children}</span>;
}
