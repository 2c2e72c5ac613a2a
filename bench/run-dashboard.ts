import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/scripts/engine/free-port.ts";

const READY_MS_MAX = 60_000;
const LOOK_EVERY_MS = 100;

/** The built dashboard, as `npm start` runs it. */
export interface Dashboard {
  url: string;
  pid: number;
  stop(): Promise<void>;
}

/** Starts the dashboard on a database, of another checkout where `cwd` is given; `npm run build` must have been run there. */
export async function runDashboard(env: Record<string, string>, cwd = "."): Promise<Dashboard> {
  const port = await freePort();
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"], {
    cwd,
    env: { ...process.env, ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
  };
  for (let waited = 0; waited < READY_MS_MAX; waited += LOOK_EVERY_MS) {
    const answer = await fetch(`${url}/api/v1/health`).catch(() => undefined);
    if (answer?.ok === true) return { url, pid: child.pid ?? 0, stop };
    if (child.exitCode !== null) throw new Error("the dashboard ended; was `npm run build` run?");
    await sleep(LOOK_EVERY_MS);
  }
  await stop();
  throw new Error(`the dashboard did not answer within ${READY_MS_MAX / 1000} s`);
}
