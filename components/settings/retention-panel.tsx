import type { KindRetention, RetentionKind } from "@/lib/model/retention.ts";
import { countOf } from "@/lib/text/count.ts";
import { CopyBlock } from "../ui/copy-block.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";

const KINDS: Record<RetentionKind, { label: string; holds: string }> = {
  spans: { label: "Spans and log records", holds: "what was sent, payloads included; without them a trace has no waterfall, and nothing can be judged again" },
  payloads: { label: "Payloads and evidence of handoffs", holds: "legs, both sides' payloads, their comparison; the verdict and the findings stay" },
  handoffs: { label: "Handoffs, traces and their keys", holds: "single handoffs, search, workflows; counts, rates and trends of seams stay" },
  rejects: { label: "Rejects", holds: "samples of what was refused or changed on the way in" },
};
const TITLES = ["What", "Kept for", "Whole since", "Setting"];
const kept = (days: number): string => (days === 0 ? "for ever" : countOf(days, "day"));

/** How long each kind of data is kept, by what the tables say, and the exact setting that changes it. */
export function RetentionPanel({ retention }: { retention: readonly KindRetention[] }) {
  return (
    <Section title="Retention" aside="as the tables have it" id="retention">
      <div className="overflow-x-auto" role="region" aria-label="Retention by kind of data" tabIndex={0}>
        <table className="w-full min-w-3xl">
          <TableHead titles={TITLES} />
          <tbody>
            {retention.map((one) => (
              <KindRow key={one.kind} retention={one} />
            ))}
          </tbody>
        </table>
      </div>
      <div className="space-y-2 px-4 py-3">
        <p className="text-ink-2">
          Rollups (what seams count by minute, hour and day), contracts, declarations, resolutions of the inbox and the ledger are kept for ever, whatever is set here. Changing it from this page needs a login,
          which there is not yet: set it where the collector starts, and restart it.
        </p>
        <CopyBlock label="Copy settings for retention" text={"SEAMSCOPE_RETENTION_SPANS_DAYS=14 \\\nSEAMSCOPE_RETENTION_PAYLOADS_DAYS=30 \\\nSEAMSCOPE_RETENTION_HANDOFFS_DAYS=180 \\\nSEAMSCOPE_RETENTION_REJECTS_DAYS=30 npm start"} />
      </div>
    </Section>
  );
}

function KindRow({ retention: { kind, setting, days, daysInForce, keptFrom } }: { retention: KindRetention }) {
  const cell = "border-b border-line px-3 py-(--cell-y) align-top";
  return (
    <tr>
      <th scope="row" className="border-b border-line py-(--cell-y) pr-3 pl-4 text-start align-top font-medium">
        {KINDS[kind].label}
        <span className="block text-xs font-normal text-ink-3">{KINDS[kind].holds}</span>
      </th>
      <td className={`${cell} whitespace-nowrap`}>
        {kept(daysInForce)}
        {days === daysInForce ? null : <strong className="block text-xs font-medium">this dashboard was started with: {kept(days)}</strong>}
      </td>
      <td className={`${cell} text-ink-2`}>{keptFrom === null ? "the first" : <Instant at={keptFrom} precision="s" />}</td>
      <td className="border-b border-line py-(--cell-y) pr-4 pl-3 align-top font-mono text-xs">
        {setting}={days}
      </td>
    </tr>
  );
}
