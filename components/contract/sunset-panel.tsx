import type { Contract } from "@/lib/model/contract.ts";
import { countOf, formatCount, formatRate } from "@/lib/text/count.ts";
import { oldTrafficOf, type VersionDay } from "@/lib/text/old-version-traffic.ts";
import { isPastSunset, sunsetWords } from "@/lib/text/sunset.ts";
import { ChartFigure } from "../chart/chart-figure.tsx";
import { ChartTable } from "../chart/chart-table.tsx";
import { Section } from "../ui/section.tsx";

const DAYS = 28;
const HEIGHT = 56;
const STEP = 14;

/** How long what is deprecated has left, and whether its traffic is on its way out as well: what was counted, nothing extrapolated. */
export function SunsetPanel({ deprecated, trend, nowMs }: { deprecated: NonNullable<Contract["deprecated"]>; trend: readonly VersionDay[]; nowMs: number }) {
  const { below, sunset } = deprecated;
  const isPast = sunset !== undefined && isPastSunset(sunset, nowMs);
  const { days, lastWeek, weekBefore, versions } = oldTrafficOf(trend, { below, days: DAYS, nowMs });
  const isStillSent = lastWeek > 0;
  return (
    <Section title={`Versions below ${below} are deprecated`} id="sunset" aside={sunset === undefined ? "no day of sunset is set" : `sunset on ${sunset}`}>
      <div className="px-4">
        <p className={`text-lg font-semibold ${isPast && isStillSent ? "text-accent" : ""}`}>
          {sunset === undefined ? "No sunset" : isPast ? `${isStillSent ? "✕ " : ""}Sunset was ${sunsetWords(sunset, nowMs)}` : `Sunset ${sunsetWords(sunset, nowMs)}`}
        </p>
        <p className="mb-2 text-ink-2">
          {isStillSent
            ? `${countOf(lastWeek, "handoff")} still claimed one in the last seven days (${versions.join(", ")}), ${formatCount(weekBefore)} in the seven before.`
            : weekBefore > 0
              ? `None in the last seven days, ${formatCount(weekBefore)} in the seven before.`
              : "No handoff claimed one in the last two weeks."}
        </p>
      </div>
      <ChartFigure caption={`handoffs that claim a version below ${below}, by day (UTC), last ${DAYS} days; grey: all that claim any version or none`} table={<DaysTable days={days} />}>
        <DaysChart days={days} />
      </ChartFigure>
    </Section>
  );
}

type Days = ReturnType<typeof oldTrafficOf>["days"];

function DaysChart({ days }: { days: Days }) {
  const most = Math.max(1, ...days.map((one) => one.all));
  const width = days.length * STEP;
  return (
    <svg viewBox={`0 0 ${width} ${HEIGHT}`} className="block h-14 w-full max-w-xl" preserveAspectRatio="none" aria-hidden="true">
      <path d={`M0 ${HEIGHT - 0.5}H${width}`} stroke="var(--line)" />
      {days.map(({ day, old, all }, index) => (
        <g key={day}>
          <rect x={index * STEP} width={STEP - 3} y={HEIGHT - (all / most) * HEIGHT} height={(all / most) * HEIGHT} fill="var(--bar-2)" />
          <rect x={index * STEP} width={STEP - 3} y={HEIGHT - (old / most) * HEIGHT} height={old === 0 ? 0 : Math.max(2, (old / most) * HEIGHT)} fill="var(--ink)" />
        </g>
      ))}
    </svg>
  );
}

const DaysTable = ({ days }: { days: Days }) => (
  <ChartTable
    titles={["Day (UTC)", "Deprecated", "All", "Share"]}
    rows={days.map(({ day, old, all }) => ({ key: day, cells: [day, formatCount(old), formatCount(all), formatRate(all === 0 ? null : old / all)] }))}
  />
);
