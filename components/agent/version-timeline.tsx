import type { AgentVersion } from "@/lib/model/agent.ts";
import { formatCount, formatRate } from "@/lib/text/count.ts";
import { barsPath } from "../chart/bars-path.ts";
import { ChartFigure } from "../chart/chart-figure.tsx";
import { Section } from "../ui/section.tsx";
import { TimeAgo } from "../ui/time-ago.tsx";
import { type VersionBucket, VersionBuckets } from "./version-buckets.tsx";

const LANE = 26;
const WIDTH = 480;
/** A bar that is there can be seen. */
const LEAST = 2;

interface VersionTimelineProps {
  versions: readonly AgentVersion[];
  buckets: readonly VersionBucket[];
  stepS: number;
  /** The window, unix milliseconds. */
  from: number;
  to: number;
  nowMs: number;
}

/** Versions of an agent on the window's clock, the newest first, each with its failures beside those of the version before it. */
export function VersionTimeline({ versions, buckets, stepS, from, to, nowMs }: VersionTimelineProps) {
  const byFirst = versions.toSorted((a, b) => (a.firstSeenAt < b.firstSeenAt ? 1 : -1));
  if (versions.length === 0) return <NoVersion />;
  return (
    <Section title="Versions" aside="by the order in which they came, the newest first; either side of a handoff" id="versions">
      <ul>
        {byFirst.map((version, index) => (
          <li key={version.version} className="grid grid-cols-1 items-center gap-x-4 gap-y-1 border-t border-line px-4 py-1.5 md:grid-cols-[10rem_minmax(0,1fr)_17rem]">
            <span className="min-w-0">
              <code className="font-mono [overflow-wrap:anywhere]">{version.version}</code>
              <span className="block text-xs text-ink-3">
                first <TimeAgo at={version.firstSeenAt} nowMs={nowMs} />, last <TimeAgo at={version.lastSeenAt} nowMs={nowMs} />
              </span>
            </span>
            <Lane buckets={buckets.filter((one) => one.version === version.version)} stepS={stepS} from={from} to={to} most={Math.max(1, ...buckets.map((one) => one.handoffs))} />
            <Rate version={version} before={byFirst[index + 1]} />
          </li>
        ))}
      </ul>
      <ChartFigure caption={`each lane: handoffs of the version over the window, the failed ones in the accent; one scale for all`} table={<VersionBuckets buckets={buckets} />}>
        <span />
      </ChartFigure>
    </Section>
  );
}

function Lane({ buckets, stepS, from, to, most }: { buckets: readonly VersionBucket[]; stepS: number; from: number; to: number; most: number }) {
  const perMs = WIDTH / Math.max(1, to - from);
  const width = Math.max(LEAST, stepS * 1000 * perMs - 1);
  const xOf = (bucket: VersionBucket): number => Math.min(WIDTH - width, Math.max(0, (bucket.atS * 1000 - from) * perMs));
  const barsOf = (heightOf: (bucket: VersionBucket) => number): string => barsPath(buckets.map((bucket) => ({ x: xOf(bucket), width, height: heightOf(bucket) })), LANE);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${LANE}`} preserveAspectRatio="none" className="h-7 w-full" aria-hidden="true">
      <path d={`M0 ${LANE - 0.5}H${WIDTH}`} stroke="var(--line)" />
      <path d={barsOf((bucket) => Math.max(LEAST, (bucket.handoffs / most) * LANE))} fill="var(--bar)" />
      <path d={barsOf(({ failed }) => (failed === 0 ? 0 : Math.max(LEAST, (failed / most) * LANE)))} fill="var(--accent)" />
    </svg>
  );
}

const words = ({ handoffs, failed }: AgentVersion): string => formatRate(handoffs === 0 ? null : failed / handoffs);

/** The rate of a version, and what it was with the version before it. */
function Rate({ version, before }: { version: AgentVersion; before: AgentVersion | undefined }) {
  return (
    <span className="text-xs md:text-end">
      <span className="text-sm tabular-nums">
        {before === undefined ? null : (
          <span className="text-ink-3">
            {words(before)} <span aria-label="before, then">→</span>{" "}
          </span>
        )}
        <strong className={`font-semibold ${version.failed > 0 ? "text-accent" : ""}`}>
          {version.failed > 0 ? "✕ " : ""}
          {words(version)} failed
        </strong>
      </span>
      <span className="block text-ink-3">
        n = {formatCount(version.handoffs)}
        {before === undefined ? ", the first version seen in this window" : `, before it n = ${formatCount(before.handoffs)} (${before.version})`}
      </span>
    </span>
  );
}

const NoVersion = () => (
  <Section title="Versions" id="versions">
    <p className="px-4 pb-4 text-ink-2">
      Its telemetry tells no version. Set <code className="rounded bg-sunk px-1.5 py-0.5 font-mono">gen_ai.agent.version</code> on its spans, or{" "}
      <code className="rounded bg-sunk px-1.5 py-0.5 font-mono">service.version</code> on its resource.
    </p>
  </Section>
);
