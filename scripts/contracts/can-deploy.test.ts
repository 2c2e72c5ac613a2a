import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import type { DeployAnswer, DeployPair } from "@/lib/model/contract-verification.ts";
import { canDeploy } from "./can-deploy.ts";

const PAIR: DeployPair = {
  seamId: "s-1", source: { name: "planner", version: "1.1.0" }, target: { name: "worker", version: "" }, contract: "task", contractVersion: "1.0.0",
  handoffs: 4, failed: 1, declared: null, verified: "producer", answer: "yes", why: "the sender is verified",
};
let answer: DeployAnswer;
let dashboard: Server;
let api: string;
const told: string[] = [];

beforeAll(async () => {
  dashboard = createServer((request, response) => {
    const known = request.url === "/api/v1/agents/%40acme%2Fplanner/can-deploy?version=1.1.0";
    response.writeHead(known ? 200 : 404, { "content-type": "application/json" }).end(JSON.stringify(known ? answer : { error: { code: "not_found", message: "there is no agent" } }));
  });
  await new Promise<void>((resolve) => dashboard.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${z.object({ port: z.number() }).parse(dashboard.address()).port}/api/v1`;
  for (const stream of ["log", "error"] as const) vi.spyOn(console, stream).mockImplementation((line: string) => void told.push(line));
});
beforeEach(() => {
  told.length = 0;
  answer = { agent: "planner", version: "1.1.0", answer: "yes", pairs: [PAIR, { ...PAIR, contract: "", answer: "unjudged", why: "no contract governs this seam", handoffs: 0 }], from: "2026-11-14T00:00:00.000Z", to: "2026-11-21T00:00:00.000Z" };
});
afterAll(async () => {
  vi.restoreAllMocks();
  await new Promise((resolve) => dashboard.close(resolve));
});

test("each pair is a line, and the run succeeds only when none is against it", async () => {
  expect(await canDeploy(api, "@acme/planner@1.1.0")).toBe(true);
  expect(told).toEqual([
    "planner 1.1.0 and what was at work since 2026-11-14T00:00:00.000Z",
    "  yes  planner 1.1.0 → worker ? under task 1.0.0, 1 of 4 failed: the sender is verified",
    "  ?    planner 1.1.0 → worker ?, never seen: no contract governs this seam",
    "yes: 1 of 2 pairs may meet, 1 under no contract",
  ]);
  answer = { ...answer, answer: "no", pairs: [{ ...PAIR, answer: "no", why: "a test failed" }] };
  expect(await canDeploy(api, "@acme/planner@1.1.0")).toBe(false);
  expect(told.at(-1)).toBe("no: 0 of 1 pairs may meet");
});

test("an agent that nobody knows, a name without a version and a dashboard that is away fail the run", async () => {
  expect(await canDeploy(api, "nobody@1")).toBe(false);
  expect(await canDeploy(api, "planner")).toBe(false);
  expect(await canDeploy("http://127.0.0.1:9/api/v1", "planner@1")).toBe(false);
  expect(told).toEqual(["nobody@1: there is no agent", expect.stringMatching(/--agent: expected NAME@VERSION/), expect.stringMatching(/Nothing answers at/)]);
});
