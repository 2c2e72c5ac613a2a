import type { Timeline as Model } from "@/lib/model/timeline.ts";
import { Section } from "../ui/section.tsx";
import { Timeline } from "./timeline.tsx";

const LANE_PX = 38;
/** Buttons, minimap and axis. */
const HEAD_PX = 150;
const LANES_SEEN = 16;

/** The timeline as soon as it is drawn; `address` answers the bars of a window of it. */
export async function TimelineSection({ model, address }: { model: Promise<Model | undefined>; address: string }) {
  const drawn = await model;
  return drawn === undefined ? null : <Timeline model={drawn} address={address} />;
}

/** Room for a timeline of so many lanes, so that nothing jumps when it comes. */
export function TimelinePlaceholder({ lanes }: { lanes: number }) {
  return (
    <Section title="Across agents" aside="drawing …">
      <div style={{ height: HEAD_PX + Math.min(LANES_SEEN, lanes) * LANE_PX }} aria-busy="true" />
    </Section>
  );
}
