import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { setTimeout as delay } from "node:timers/promises";
import type { Log, NotRunning, Running } from "./service.ts";

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 50;
const ANSWER_TIMEOUT_MS = 2000;

/** A Node program of ours and how to tell that it is up. */
export interface NodeProgram {
  name: string;
  /** Node's own flags, the file and its arguments; paths from the project's root. */
  args: string[];
  env: Record<string, string | undefined>;
  /** Answers with a status below 500 once the program does its work. */
  readyUrl: string;
  /** How long it may take to finish its work when it is asked to stop (milliseconds). */
  graceMs: number;
  /** Whether what it prints on standard output is worth reading; errors are always shown. */
  showOutput: boolean;
}

/** Runs a program in a process of its own that never outlives this one, and waits until it answers. */
export async function runNode(program: NodeProgram, log: Log): Promise<Running | NotRunning> {
  const child = spawnGuarded(program);
  printLines(child, program, log);
  const ended = untilEnded(child);
  const over = new AbortController();
  const outcome = await Promise.race([
    untilReady(program.readyUrl, over.signal),
    ended.then((reason) => `it ended with ${reason}`),
    delay(READY_TIMEOUT_MS, `it did not answer on ${program.readyUrl} within ${READY_TIMEOUT_MS / 1000} s`, over),
  ]);
  over.abort();
  if (outcome === undefined && child.pid !== undefined) return describe(child, child.pid, ended, program);
  kill(child);
  return { kind: "not-running", message: `Cannot start the ${program.name}: ${outcome}; what it said is above.` };
}

function spawnGuarded({ args, env }: NodeProgram): ChildProcess {
  const guard = pathToFileURL(resolve("scripts/supervise/child-guard.mjs")).href;
  return spawn(process.execPath, ["--import", guard, ...args], {
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // A group of its own: Ctrl-C reaches only the supervisor, which stops things in their order.
    detached: true,
  });
}

function printLines(child: ChildProcess, { name, showOutput }: NodeProgram, log: Log): void {
  if (child.stderr !== null) createInterface(child.stderr).on("line", (line) => log(name, line));
  if (child.stdout === null) return;
  if (showOutput) createInterface(child.stdout).on("line", (line) => log(name, line));
  else child.stdout.resume();
}

function untilEnded(child: ChildProcess): Promise<string> {
  return new Promise((ended) => {
    child.once("error", (error) => ended(error.message));
    child.once("exit", (code, signal) => ended(signal ?? `exit code ${code}`));
  });
}

async function untilReady(url: string, over: AbortSignal): Promise<undefined> {
  while (!over.aborted && !(await answers(url))) await delay(POLL_MS);
}

async function answers(url: string): Promise<boolean> {
  try {
    const answer = await fetch(url, { headers: { connection: "close" }, signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    await answer.body?.cancel();
    return answer.status < 500;
  } catch {
    return false;
  }
}

function describe(child: ChildProcess, pid: number, ended: Promise<string>, { graceMs }: NodeProgram): Running {
  return {
    kind: "running",
    pid,
    ended,
    async stop() {
      child.kill("SIGTERM");
      const tooLong = setTimeout(() => kill(child), graceMs);
      await ended;
      clearTimeout(tooLong);
    },
    kill: () => kill(child),
  };
}

/** The whole group: development servers have children of their own. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  process.kill(-child.pid, "SIGKILL");
}
