import { clsx } from "clsx";
import Link from "next/link";
import type { HandoffSummary } from "@/lib/model/handoff.ts";
import { countOf } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { Section } from "../ui/section.tsx";
import { TimelineArrow } from "./timeline-arrow.tsx";
import type { Lane, LaneArrow, Timeline as Model } from "./timeline-model.ts";

const LANE_PX = 38;
const AXIS_PX = 26;

const percent = (part: number) => `${Math.round(part * 10_000) / 100}%`;

/** One lane an agent, its work as bars, handoffs as arrows from lane to lane, long silences shortened and named. */
export function Timeline({ model, handoffs }: { model: Model; handoffs: readonly HandoffSummary[] }) {
  const byId = new Map(handoffs.map((handoff) => [handoff.id, handoff]));
  const height = model.lanes.length * LANE_PX;
  return (
    <Section title="Across agents" aside={asideOf(model)}>
      <div className="max-h-[70vh] overflow-auto" role="region" aria-label="Timeline" tabIndex={0}>
        <div className="grid min-w-3xl grid-cols-[11rem_minmax(0,1fr)] pr-6 pb-3">
          <div className="sticky left-0 z-10 bg-surface" style={{ paddingTop: AXIS_PX }}>
            {model.lanes.map((lane) => (
              <p key={lane.name} className="flex items-center border-t border-line pr-3 pl-4 text-xs leading-tight font-medium" style={{ height: LANE_PX }} title={lane.name}>
                <span className="line-clamp-2 [overflow-wrap:anywhere]">{lane.name}</span>
              </p>
            ))}
          </div>
          <div className="relative" style={{ height: height + AXIS_PX }}>
            <Axis model={model} height={height} />
            {model.lanes.map((lane, index) => (
              <LaneRow key={lane.name} lane={lane} top={AXIS_PX + index * LANE_PX} />
            ))}
            <svg className="absolute inset-x-0 overflow-visible" style={{ top: AXIS_PX }} width="100%" height={height} aria-hidden="true">
              {model.arrows.map((arrow) => (
                <TimelineArrow key={arrow.handoffId} arrow={arrow} lanePx={LANE_PX} />
              ))}
            </svg>
            {model.arrows.map((arrow) => (
              <ArrowLink key={arrow.handoffId} arrow={arrow} handoff={byId.get(arrow.handoffId)} />
            ))}
          </div>
        </div>
      </div>
      <Waits model={model} />
    </Section>
  );
}

const WAITS_SHOWN = 8;

/** What the named silences were spent on, for those who cannot point at them. */
function Waits({ model }: { model: Model }) {
  const named = model.gaps.filter((gap) => gap.words !== undefined).slice(0, WAITS_SHOWN);
  if (named.length === 0) return null;
  return (
    <ul className="border-t border-line px-4 py-2 text-xs text-ink-2">
      {named.map((gap) => (
        <li key={gap.fromNs} className="[overflow-wrap:anywhere]">
          <span className="tabular-nums">{formatDuration((gap.toNs - gap.fromNs) / 1e6)}</span> {gap.words}
        </li>
      ))}
    </ul>
  );
}

function asideOf({ lanes, arrows }: Model): string {
  const counts = `${countOf(lanes.length, "lane")}, ${countOf(arrows.length, "handoff")}`;
  return arrows.length === 0 ? counts : `${counts}; press the middle of an arrow to open its handoff`;
}

function Axis({ model, height }: { model: Model; height: number }) {
  return (
    <div aria-hidden="true">
      {model.ticks.map((tick) => (
        <div key={tick.ns} className="absolute top-0 border-l border-line pl-1 text-2xs whitespace-nowrap text-ink-3 tabular-nums" style={{ left: percent(tick.at), height: height + AXIS_PX }}>
          {tick.ns === 0 ? "0" : formatDuration(tick.ns / 1e6)}
        </div>
      ))}
      {model.gaps.map((gap) => (
        <div
          key={gap.fromNs}
          className={clsx(
            "absolute top-0 z-5 flex items-start overflow-visible border-x border-dashed border-control bg-[repeating-linear-gradient(135deg,var(--surface)_0_4px,var(--sunk)_4px_8px)]",
            gap.from === 0 ? "justify-start" : "justify-center",
          )}
          style={{ left: percent(gap.from), width: percent(gap.to - gap.from), height: height + AXIS_PX }}
        >
          <span className="mt-1 rounded bg-surface px-1 text-2xs whitespace-nowrap text-ink-2" title={gap.words}>
            {formatDuration((gap.toNs - gap.fromNs) / 1e6)} {gap.words === undefined ? "idle" : "waiting"}
          </span>
        </div>
      ))}
    </div>
  );
}

function LaneRow({ lane, top }: { lane: Lane; top: number }) {
  return (
    <div className="absolute inset-x-0 border-t border-line" style={{ top, height: LANE_PX }}>
      {lane.bars.map((bar) => {
        const words = `${bar.spans === 1 ? bar.name : `${countOf(bar.spans, "span")}, first ${bar.name}`}, ${formatDuration(bar.durationNs / 1e6)}${bar.errors > 0 ? `, ${countOf(bar.errors, "error")}` : ""}`;
        return (
          <div
            key={bar.from}
            title={words}
            className={clsx("absolute top-3 h-3.5 rounded-xs", bar.errors > 0 ? "border border-accent bg-accent-soft" : "bg-bar")}
            style={{ left: percent(bar.from), width: `max(3px, ${percent(bar.to - bar.from)})` }}
          >
            {bar.errors > 0 ? <span className="absolute -top-0.5 left-0.5 text-2xs leading-4 font-bold text-accent">✕</span> : null}
          </div>
        );
      })}
    </div>
  );
}

/** What makes an arrow reachable by keyboard and mouse; the table below the timeline has those without a free place. */
function ArrowLink({ arrow, handoff }: { arrow: LaneArrow; handoff: HandoffSummary | undefined }) {
  if (arrow.link === null) return null;
  const words = handoff === undefined ? "handoff" : `${handoff.source.name} to ${handoff.target.name}: ${VERDICT_WORDS[handoff.verdict].label}${arrow.failed ? ", failed" : ""}`;
  const took = arrow.tookNs === null ? "not received in this trace" : formatDuration(arrow.tookNs / 1e6);
  return (
    <Link
      href={handoffPath(arrow.handoffId)}
      prefetch={false}
      aria-label={`Handoff ${words}, ${took}`}
      title={`${words}\n${took}`}
      className={clsx(
        "absolute z-10 grid size-6 -translate-1/2 place-items-center rounded-full text-2xs font-bold hover:bg-sunk",
        arrow.failed && "text-accent",
      )}
      style={{ left: percent(arrow.link.at), top: AXIS_PX + (arrow.link.lane + 0.5) * LANE_PX }}
    >
      {arrow.failed ? <span className="grid size-4 place-items-center rounded-full border border-accent bg-surface leading-none">✕</span> : null}
    </Link>
  );
}
