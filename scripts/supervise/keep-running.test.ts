import { expect, test } from "vitest";
import { keepRunning } from "./keep-running.ts";
import type { NotRunning, Running, Service } from "./service.ts";

interface Fake {
  service: Service;
  launches: () => number;
  /** Ends the one that runs now, as a crash would. */
  crash: (reason: string) => void;
}

/** A service in memory; `answers` says how each launch ends, and those beyond the list come up. */
function fakeService(answers: (NotRunning | undefined)[] = []): Fake {
  let launches = 0;
  let end: (reason: string) => void = ignore;
  const launch = async (): Promise<Running | NotRunning> => {
    const answer = answers[launches];
    launches += 1;
    if (answer !== undefined) return answer;
    const ended = new Promise<string>((resolve) => (end = resolve));
    return { kind: "running", pid: launches, ended, stop: async () => end("exit code 0"), kill: () => end("SIGKILL") };
  };
  return { service: { name: "collector", launch }, launches: () => launches, crash: (reason) => end(reason) };
}

const ignore = () => undefined;
const NOT_RUNNING: NotRunning = { kind: "not-running", message: "the port is taken" };

test("a service that dies is started again, and the line says why it died", async () => {
  const lines: string[] = [];
  const fake = fakeService();
  const kept = await keepRunning(fake.service, (name, line) => lines.push(`${name} ${line}`));
  fake.crash("SIGSEGV");
  await expect.poll(fake.launches).toBe(2);
  expect(lines[0]).toBe("collector died: SIGSEGV. Restart 1 in 0.25 s");
  if (kept.kind === "kept") await kept.stop();
});

test("a first launch that fails is reported and not repeated", async () => {
  const fake = fakeService([NOT_RUNNING]);
  expect(await keepRunning(fake.service, ignore)).toEqual(NOT_RUNNING);
  expect(fake.launches()).toBe(1);
});

test("a later launch that fails is tried again", async () => {
  const lines: string[] = [];
  const fake = fakeService([undefined, NOT_RUNNING]);
  const kept = await keepRunning(fake.service, (_, line) => lines.push(line));
  fake.crash("exit code 1");
  await expect.poll(fake.launches).toBe(3);
  expect(lines).toContain("died: the port is taken. Restart 2 in 0.5 s");
  if (kept.kind === "kept") await kept.stop();
});

test("a service that was stopped is not started again, even while it waits for its restart", async () => {
  const fake = fakeService();
  const kept = await keepRunning(fake.service, ignore);
  fake.crash("exit code 1");
  if (kept.kind === "kept") await kept.stop();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(fake.launches()).toBe(1);
});
