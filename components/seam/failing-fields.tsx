import Link from "next/link";
import { groupBy } from "@/lib/model/group-by.ts";
import type { FailureGroup } from "@/lib/model/seam.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";

const SHOWN = 20;

interface FailingFieldsProps {
  groups: readonly FailureGroup[];
  nowMs: number;
  /** Address of the handoffs with a finding at this JSON pointer. */
  listHref: (pointer: string) => string;
}

/** Which fields of the payload the findings point at, the most often first. */
export function FailingFields({ groups, nowMs, listHref }: FailingFieldsProps) {
  const fields = [...groupBy(groups.filter((group) => group.pointer !== ""), (group) => group.pointer)]
    .map(([pointer, some]) => ({
      pointer,
      groups: some,
      count: some.reduce((sum, group) => sum + group.count, 0),
      firstSeenAt: some.map((group) => group.firstSeenAt).reduce((a, b) => (a < b ? a : b)),
      lastSeenAt: some.map((group) => group.lastSeenAt).reduce((a, b) => (a > b ? a : b)),
    }))
    .toSorted((a, b) => b.count - a.count || (a.pointer < b.pointer ? -1 : 1));
  if (fields.length === 0) return null;
  const most = fields[0]?.count ?? 1;
  return (
    <Section title="Failing fields" id="fields" aside={fields.length > SHOWN ? `${SHOWN} of ${formatCount(fields.length)} fields` : countOf(fields.length, "field")}>
      <div className="overflow-x-auto pb-2" role="region" aria-label="Table of failing fields" tabIndex={0}>
        <table className="w-full min-w-lg">
          <thead>
            <tr>
              {["Field", "Findings", "Class", "First", "Last"].map((title) => (
                <th key={title} scope="col" className="column-head border-b border-line px-3 py-1 first:pl-4 last:pr-4">
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {fields.slice(0, SHOWN).map((field) => (
              <tr key={field.pointer} className="align-top hover:bg-sunk">
                <th scope="row" className="border-b border-line py-(--cell-y) pr-3 pl-4 text-start font-normal">
                  <Link href={listHref(field.pointer)} prefetch={false} className="text-link font-mono text-xs [overflow-wrap:anywhere]" title="List the handoffs with a finding there">
                    {field.pointer}
                  </Link>
                </th>
                <td className="border-b border-line px-3 py-(--cell-y) tabular-nums">
                  {formatCount(field.count)}
                  <span className="mt-0.5 block h-1 w-20 rounded-xs bg-sunk" aria-hidden="true">
                    <span className="block h-full rounded-xs bg-bar" style={{ width: `max(2px, ${(field.count / most) * 100}%)` }} />
                  </span>
                </td>
                <td className="border-b border-line px-3 py-(--cell-y)">
                  {[...groupBy(field.groups, (group) => group.class)].map(([of, some]) => (
                    <span key={of} className="flex items-center gap-1.5 text-xs whitespace-nowrap">
                      <FindingGlyph of={of} />
                      {FINDING_WORDS[of].label} <span className="text-ink-3 tabular-nums">{formatCount(some.reduce((sum, group) => sum + group.count, 0))}</span>
                    </span>
                  ))}
                </td>
                <td className="border-b border-line px-3 py-(--cell-y) text-xs whitespace-nowrap text-ink-2">
                  <TimeAgo at={field.firstSeenAt} nowMs={nowMs} />
                </td>
                <td className="border-b border-line py-(--cell-y) pr-4 pl-3 text-xs whitespace-nowrap text-ink-2">
                  <TimeAgo at={field.lastSeenAt} nowMs={nowMs} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}
