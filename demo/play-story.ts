import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Cue, Farewell, type StageSettings } from "./agent.ts";
import { CAST, type Role } from "./cast.ts";
import type { StoryDay } from "./story-day.ts";

/** A story that is being played. */
export interface Performance {
  /** Resolves with the number of spans delivered when everybody has left; rejects when somebody failed. */
  ended: Promise<number>;
  /** Everybody finishes what has begun, and leaves. */
  hurry(): void;
}

/** Starts every agent of the cast in a process of its own, with a folder between them that is gone afterwards. */
export function playStory(day: StoryDay, endpoint: string, cast: readonly Role[] = CAST): Performance {
  const folder = mkdtempSync(join(tmpdir(), "seamscope-demo-"));
  const settings: StageSettings = { day, endpoint, folder };
  const company = cast.map((role) => ({ ...role, actor: startActor(role, settings) }));
  for (const { calledBy = [], actor } of company) {
    const callers = company.filter(({ agent }) => calledBy.includes(agent)).map((caller) => caller.actor.left);
    if (callers.length > 0) void Promise.allSettled(callers).then(() => actor.tell("close"));
  }
  const ended = Promise.all(company.map(({ actor }) => actor.left)).then((spans) => spans.reduce((sum, count) => sum + count, 0)).finally(() => {
    for (const { actor } of company) actor.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { ended, hurry: () => { for (const { actor } of company) actor.tell("hurry"); } };
}

function startActor({ agent, program }: Role, settings: StageSettings) {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
    cwd: fileURLToPath(new URL("..", import.meta.url)), execArgv: ["--import", "tsx"],
    env: { ...process.env, DEMO_STAGE: JSON.stringify(settings) }, stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  return {
    left: waitFor(agent, child),
    tell: (cue: Cue) => { if (child.connected) child.send(cue); },
    stop: () => child.kill("SIGKILL"),
  };
}

/** Spans the agent delivered. */
async function waitFor(agent: string, child: ChildProcess): Promise<number> {
  let farewell: Farewell | undefined;
  child.on("message", (message) => { farewell = Farewell.parse(message); });
  // The last message may be read after the process has gone, but never after its channel has.
  await Promise.all([once(child, "exit"), once(child, "disconnect")]);
  if (farewell === undefined) throw new Error(`The agent ${agent} ended before its work was done (exit code ${child.exitCode}).`);
  if ("failure" in farewell) throw new Error(`The agent ${agent} could not go on: ${farewell.failure}.`);
  return farewell.spans;
}
