import { once } from "node:events";
import { expect, test } from "@playwright/test";
import { otlpUrl } from "./otlp-url.ts";
import { childrenOf, processes } from "./processes.ts";
import { startStack } from "./start-stack.ts";

test("the started dashboard reports its health, and the collector beside it takes an empty OTLP request", async ({ request }) => {
  const health = await request.get("/api/v1/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toMatchObject({ reachable: true });
  const taken = await request.post(`${otlpUrl()}/v1/traces`, { data: { resourceSpans: [] } });
  expect(taken.status()).toBe(200);
});

test("a killed collector is back, with a line that says why it died", async ({ request }) => {
  const stack = await startStack();
  try {
    const collector = childrenOf(stack.supervisor.pid).find(({ command }) => command.includes("dist/collector.mjs"));
    if (collector === undefined) throw new Error("no collector runs");
    process.kill(collector.pid, "SIGKILL");
    await expect.poll(() => stack.output()).toContain("[collector] died: SIGKILL");
    await expect.poll(() => stack.output()).toContain("[collector] is up again");
    expect((await request.get(`${stack.otlpUrl}/healthz`)).status()).toBe(200);
  } finally {
    await stack.stop();
  }
});

test("SIGTERM ends everything that was started, and the exit code is 0", async () => {
  const stack = await startStack();
  const children = childrenOf(stack.supervisor.pid);
  expect(children).toHaveLength(3);
  const ended = once(stack.supervisor, "exit");
  stack.supervisor.kill("SIGTERM");
  expect(await ended).toEqual([0, null]);
  const alive = new Set(processes().map(({ pid }) => pid));
  expect(children.filter(({ pid }) => alive.has(pid))).toEqual([]);
  await stack.stop();
});

test("nothing outlives a supervisor that was killed", async () => {
  const stack = await startStack();
  const children = childrenOf(stack.supervisor.pid);
  const ended = once(stack.supervisor, "exit");
  stack.supervisor.kill("SIGKILL");
  await ended;
  const left = () => processes().filter(({ pid }) => children.some((child) => child.pid === pid));
  await expect.poll(left).toEqual([]);
  await stack.stop();
});
