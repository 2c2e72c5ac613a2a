import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { DEFAULT_RULES } from "@/lib/alerts/default-rules.ts";
import { declareTeams } from "../demo/declare.ts";
import { playStory } from "../demo/play-story.ts";
import { dayBefore } from "../demo/story-day.ts";
import { type Stack, startStack } from "./start-stack.ts";

/** The moment at which all pictures are taken: the end of the day that the demo plays. */
export const STILL_AT = "2026-01-15T12:00:00Z";

const LOOK_EVERY_MS = 1000;
/** Seams that have not changed for so many looks are judged. */
const LOOKS_ALIKE = 6;
const LOOKS_MAX = 180;
const Ingest = z.object({ totals: z.array(z.object({ stored: z.number(), inSpool: z.number() })) });

/** A Seamscope of its own that has seen the whole day of the demo, and whose dashboard stands still at its end. */
export async function startDemoStack(): Promise<Stack> {
  const clock = new URL("still-clock.mjs", import.meta.url).href;
  const stack = await startStack({ SEAMSCOPE_STILL_AT: STILL_AT, NODE_OPTIONS: `--import ${clock}` });
  try {
    await switchAlertsOff(stack.dashboardUrl);
    const day = dayBefore(Date.parse(STILL_AT));
    const complaints = await declareTeams(stack.dashboardUrl, day.startMs);
    if (complaints.length > 0) throw new Error(complaints.join("\n"));
    const spans = await playStory(day, stack.otlpUrl).ended;
    await untilJudged(stack.dashboardUrl, spans);
    return stack;
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** Alerts go by the database's clock, which does not stand still: what fires, and what is pinned for it, would look different each time. */
async function switchAlertsOff(dashboard: string): Promise<void> {
  for (const { name, metric, above } of DEFAULT_RULES) {
    const answer = await fetch(`${dashboard}/api/v1/alert-rules`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ name, metric, above, enabled: false }) });
    if (!answer.ok) throw new Error(`${name} cannot be switched off: ${await answer.text()}`);
  }
}

/** Waits until so many spans are stored and what is told of the seams no longer changes; throws when that takes three minutes. */
async function untilJudged(dashboard: string, spans: number): Promise<void> {
  let [before, alike] = ["", 0];
  for (let look = 0; look < LOOKS_MAX; look += 1) {
    const now = (await isStored(dashboard, spans)) ? await read(`${dashboard}/api/v1/seams`) : "";
    alike = now !== "" && now === before ? alike + 1 : 0;
    if (alike === LOOKS_ALIKE) return;
    before = now;
    await sleep(LOOK_EVERY_MS);
  }
  throw new Error("The seams of the demo still change three minutes after it was played");
}

async function isStored(dashboard: string, spans: number): Promise<boolean> {
  const { totals } = Ingest.parse(JSON.parse(await read(`${dashboard}/api/v1/ingest`)));
  return totals.some(({ stored, inSpool }) => stored >= spans && inSpool === 0);
}

async function read(address: string): Promise<string> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return answer.text();
}
