import Link from "next/link";
import type { Resolution } from "@/lib/model/reconciliation.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { seamPath, withParams } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { ReopenButton } from "./reopen-button.tsx";

/** What was taken off the inbox: when, why and by whom, whether it still holds, and how to put it back. */
export function Resolutions({ resolutions, inAll, nowMs }: { resolutions: readonly Resolution[]; inAll: number; nowMs: number }) {
  const shown = resolutions.length < inAll ? `${formatCount(resolutions.length)} of ${countOf(inAll, "resolution")}, the latest first` : `${countOf(inAll, "resolution")}, the latest first; kept for ever`;
  return (
    <Section title="Resolved" aside={resolutions.length === 0 ? null : shown}>
      {resolutions.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">
          Nothing was resolved yet. On the open side, choose <em>Resolve</em> on a group or a single handoff (or press <kbd className="font-mono">r</kbd>) and say why: it leaves the inbox, stands here with
          its reason, and can be put back. From a script: <code className="rounded bg-sunk px-1.5 py-0.5 font-mono text-xs">POST /api/v1/reconciliation/resolutions</code>
        </p>
      ) : (
        <ul>
          {resolutions.map((one) => (
            <li key={one.id} className="flex flex-wrap items-start gap-x-6 gap-y-1 border-t border-line px-4 py-2.5">
              <div className="w-40 text-ink-2">
                <TimeAgo at={one.at} nowMs={nowMs} />
                <span className="block text-xs text-ink-3">
                  <Instant at={one.at} precision="s" />
                </span>
              </div>
              <div className="min-w-0 flex-1 basis-80">
                <p className="[overflow-wrap:anywhere]">“{one.reason}”</p>
                <p className="text-xs text-ink-3 [overflow-wrap:anywhere]">{one.by === "" ? "nobody said who" : `by ${one.by}, as it was said`}</p>
                <ul className="mt-1 text-xs">
                  {one.groups.map((group) => (
                    <li key={`${group.class} ${group.seamId} ${group.reason}`} className="flex flex-wrap items-center gap-x-2">
                      <span className="tabular-nums">{formatCount(group.handoffs)}×</span>
                      <FindingGlyph of={group.class} />
                      {FINDING_WORDS[group.class].label}
                      <Link href={withParams(seamPath(group.seamId), "", { range: "all", class: group.class })} prefetch={false} className="text-link min-w-0 truncate" title={`${group.source} → ${group.target}`}>
                        {group.source} → {group.target}
                      </Link>
                    </li>
                  ))}
                </ul>
              </div>
              <div className="w-56 text-xs text-ink-2">{stateOf(one)}</div>
              <ReopenButton id={one.id} isLeft={one.reopened < one.handoffs} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function stateOf({ handoffs, standing, reopened }: Resolution): string {
  const healed = handoffs - standing - reopened;
  const parts = [standing > 0 ? `${formatCount(standing)} still resolved` : "", reopened > 0 ? `${formatCount(reopened)} put back` : "", healed > 0 ? `${formatCount(healed)} healed, gone, or resolved anew since` : ""];
  return `${countOf(handoffs, "handoff")}: ${parts.filter((part) => part !== "").join(", ")}`;
}
