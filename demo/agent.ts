import { z } from "zod";
import { type Clock, startClock } from "./clock.ts";
import { StoryDay } from "./story-day.ts";
import { type Telemetry, startTelemetry } from "./telemetry.ts";
import { type WorkFolder, openWorkFolder } from "./work-folder.ts";

/** What an agent's process is told when it is started, as JSON in DEMO_STAGE. */
export const StageSettings = z.object({ day: StoryDay, endpoint: z.string(), folder: z.string() });
export type StageSettings = z.infer<typeof StageSettings>;

/** What the process that plays the story tells its agents: finish at once, or nobody will call you any more. */
export const Cue = z.enum(["hurry", "close"]);
export type Cue = z.infer<typeof Cue>;

/** What an agent tells at its end: how many spans it delivered, or why it could not go on. */
export const Farewell = z.union([z.object({ spans: z.number() }), z.object({ failure: z.string() })]);
export type Farewell = z.infer<typeof Farewell>;

/** What an agent finds around it. */
export interface Stage {
  clock: Clock;
  folder: WorkFolder;
  /** Telemetry of a release of a service; asking again for the same one gives the same. */
  telemetry: (name: string, version: string) => Telemetry;
  /** Resolves when nobody will call this agent any more. */
  closed: Promise<void>;
}

/** Runs one agent in this process until its work is done, and delivers all its telemetry before it ends. */
export async function playAgent(play: (stage: Stage) => Promise<void>): Promise<void> {
  const { day, endpoint, folder } = StageSettings.parse(JSON.parse(process.env["DEMO_STAGE"] ?? "{}"));
  const clock = startClock(day);
  const closed = listenForCues(clock);
  const services = new Map<string, Telemetry>();
  const telemetry = (name: string, version: string) => {
    const key = `${name} ${version}`;
    const service = services.get(key) ?? startTelemetry({ name, version }, endpoint, clock);
    services.set(key, service);
    return service;
  };
  leave(await perform(() => play({ clock, folder: openWorkFolder(folder, clock), telemetry, closed }), services));
}

/** Does the work, then waits for the telemetry. */
async function perform(work: () => Promise<void>, services: ReadonlyMap<string, Telemetry>): Promise<Farewell> {
  try {
    await work();
    const delivered = await Promise.all([...services.values()].map((service) => service.flush()));
    return { spans: delivered.reduce((sum, spans) => sum + spans, 0) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function leave(farewell: Farewell): void {
  process.send?.(farewell, () => process.exit("failure" in farewell ? 1 : 0));
}

/** Ctrl-C reaches every process of a terminal; only the one that plays the story acts on it. When that one is gone, so are we. */
function listenForCues(clock: Clock): Promise<void> {
  process.on("SIGINT", () => undefined);
  process.on("disconnect", () => process.exit(1));
  return new Promise((resolve) => {
    process.on("message", (message) => {
      const cue = Cue.parse(message);
      if (cue === "hurry") clock.hurry();
      else resolve();
    });
  });
}
