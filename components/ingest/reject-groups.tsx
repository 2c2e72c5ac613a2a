import { clsx } from "clsx";
import Link from "next/link";
import { Fragment } from "react";
import type { RejectGroup, RejectSample } from "@/lib/model/ingest-report.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { withParams } from "@/lib/text/paths.ts";
import { visibleText } from "@/lib/text/visible-text.ts";
import { TableHead } from "../ui/table-head.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { RejectSamples } from "./reject-samples.tsx";

const TITLES = ["What was at fault", "What became of it", "Records", "Requests", "Senders", "First", "Last"] as const;
const NUMBERS = new Set<string>(["Records", "Requests"]);

interface RejectGroupsProps {
  groups: readonly RejectGroup[];
  /** Key of the group whose samples are shown, and those. */
  open: string | undefined;
  samples: readonly RejectSample[];
  path: string;
  search: string;
  nowMs: number;
}

/** The name of a group in the address of the page. */
export const keyOfGroup = ({ signal, action, reason }: Pick<RejectGroup, "signal" | "action" | "reason">): string => `${signal}:${action}:${reason}`;

/** Rejects by what was at fault; a row opens its latest samples below itself. */
export function RejectGroups({ groups, open, samples, path, search, nowMs }: RejectGroupsProps) {
  return (
    <div className="overflow-x-auto" role="region" aria-label="Rejects by what was at fault" tabIndex={0}>
      <table className="w-full min-w-5xl table-fixed">
        <colgroup>
          <col />
          <col className="w-36" />
          <col className="w-24" />
          <col className="w-24" />
          <col className="w-52" />
          <col className="w-28" />
          <col className="w-28" />
        </colgroup>
        <TableHead titles={TITLES} numbers={NUMBERS} />
        <tbody>
          {groups.map((group) => {
            const key = keyOfGroup(group);
            const isOpen = key === open;
            return (
              <Fragment key={key}>
                <GroupRow group={group} isOpen={isOpen} href={withParams(path, search, { open: isOpen ? undefined : key })} nowMs={nowMs} />
                {isOpen ? (
                  <tr>
                    <td colSpan={TITLES.length} className="border-b border-line bg-sunk px-4 py-3">
                      <div className="sticky left-4 max-w-[calc(100vw-4.5rem)]">
                        <RejectSamples samples={samples} nowMs={nowMs} />
                      </div>
                    </td>
                  </tr>
                ) : null}
              </Fragment>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function GroupRow({ group, isOpen, href, nowMs }: { group: RejectGroup; isOpen: boolean; href: string; nowMs: number }) {
  const { signal, action, reason, records, requests, message, firstAt, lastAt } = group;
  const cell = "border-b border-line px-3 py-1.5";
  return (
    <tr className="relative align-top hover:bg-sunk">
      <td className="border-b border-line py-1.5 pr-3 pl-4">
        <Link href={href} prefetch={false} scroll={false} aria-expanded={isOpen} className="block truncate font-mono font-medium after:absolute after:inset-0 hover:underline" title={visibleText(reason)}>
          <span aria-hidden className="mr-1.5 inline-block w-3 text-ink-3">
            {isOpen ? "▾" : "▸"}
          </span>
          {visibleText(reason)}
        </Link>
        <span className="line-clamp-2 pl-[1.125rem] text-xs text-ink-3 [overflow-wrap:anywhere]" title={visibleText(message)}>
          {visibleText(message)}
        </span>
      </td>
      <td className={cell}>
        {action === "rejected" ? (
          <span className="font-medium whitespace-nowrap text-accent">✕ refused</span>
        ) : (
          <span className="whitespace-nowrap" title="with something cut, replaced or flagged">
            ◐ taken, marked
          </span>
        )}
        <span className="block text-xs text-ink-3">{signal === "traces" ? "spans" : "log records"}</span>
      </td>
      <td className={clsx(cell, "text-end tabular-nums")} title={records === 0 ? "the records of these requests could not be told apart" : undefined}>
        {records === 0 ? <span className="text-ink-3">unknown</span> : formatCount(records)}
      </td>
      <td className={clsx(cell, "text-end tabular-nums")}>{formatCount(requests)}</td>
      <td className={clsx(cell, "text-ink-2")}>
        <Services group={group} />
      </td>
      <td className={clsx(cell, "text-ink-2")}>
        <TimeAgo at={firstAt} nowMs={nowMs} />
      </td>
      <td className="border-b border-line py-1.5 pr-4 pl-3 text-ink-2">
        <TimeAgo at={lastAt} nowMs={nowMs} />
      </td>
    </tr>
  );
}

function Services({ group: { services, servicesInAll } }: { group: RejectGroup }) {
  if (services.length === 0) return <span className="text-ink-3">unknown</span>;
  const names = services.map(visibleText).join(", ");
  return (
    <>
      <span className="block truncate" title={names}>
        {names}
      </span>
      {servicesInAll > services.length ? <span className="text-xs text-ink-3">and {countOf(servicesInAll - services.length, "more", "more")}</span> : null}
    </>
  );
}
