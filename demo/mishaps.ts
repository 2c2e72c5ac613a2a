import { diceFor } from "./dice.ts";
import type { StoryDay } from "./story-day.ts";

const LIVE_CHANCE = 0.04;

/** What goes wrong for which piece of work: on the simulated day exactly as planned, live now and then. */
export function mishapsOf<Kind extends string>(day: StoryDay, of: string, plan: Readonly<Record<Kind, readonly string[]>>): (work: string) => Kind | undefined {
  const kinds = Object.keys(plan).filter((kind): kind is Kind => kind in plan);
  return (work) => {
    if (!day.live) return kinds.find((kind) => plan[kind].includes(work));
    const dice = diceFor(`${of} ${work} mishap`);
    return dice.chance(LIVE_CHANCE) ? kinds[dice.between(0, kinds.length - 1)] : undefined;
  };
}
