import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { z } from "zod";
import { GET as getVersions } from "@/app/api/v1/contracts/[name]/versions/route.ts";
import { POST } from "@/app/api/v1/contracts/[name]/verifications/route.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PROJECT } from "@/lib/model/project.ts";
import { readVerifications } from "@/lib/queries/contracts/read-verifications.ts";
import { insertContracts, makeStored } from "@/lib/testing/contract-rows.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { verify } from "./verify.ts";

const current: { db?: Database } = {};
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));

const PAYLOAD = { type: "object", required: ["title"] };
const folder = mkdtempSync(join(tmpdir(), "seamscope-verify-"));
const AROUND = { pathOf: (file: string) => join(folder, file), atMs: Date.parse("2026-11-20T07:00:00Z") };

let fresh: FreshDatabase;
let dashboard: Server;
let api: string;
const told: string[] = [];

beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
  await insertContracts(fresh.db, [makeStored({ payload: PAYLOAD })]);
  dashboard = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => dashboard.listen(0, "127.0.0.1", resolve));
  api = `http://127.0.0.1:${z.object({ port: z.number() }).parse(dashboard.address()).port}/api/v1`;
  writeFileSync(join(folder, "task.yaml"), `contract: task\nversion: 1.0.0\npayload: ${JSON.stringify(PAYLOAD)}\n`);
  writeFileSync(join(folder, "changed.yaml"), "contract: task\nversion: 1.0.0\npayload: { type: object }\n");
  writeFileSync(join(folder, "good.json"), '{"title":"a"}');
  writeFileSync(join(folder, "bad.json"), "{}");
  for (const stream of ["log", "error"] as const) vi.spyOn(console, stream).mockImplementation((line: string) => void told.push(line));
});
beforeEach(() => {
  told.length = 0;
});
afterAll(async () => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
  await new Promise((resolve) => dashboard.close(resolve));
  await fresh.dispose();
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = `http://127.0.0.1${request.url}`;
  const context = { params: Promise.resolve({ name: decodeURIComponent(request.url?.split("/")[4] ?? "") }) };
  const answer = request.method === "POST"
    ? await POST(new Request(url, { method: "POST", body: await text(request), headers: { "content-type": "application/json" } }), context)
    : await getVersions(new Request(url), context);
  response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
}

const historyOf = async () => (await readVerifications(fresh.db, { project: PROJECT, contract: "task" })).verifications;

test("every example is told with what it breaks, and one that breaks the contract fails the run; without agents nothing is sent", async () => {
  expect(await verify(api, { contract: "task.yaml", examples: ["good.json"] }, AROUND)).toBe(true);
  expect(await verify("http://127.0.0.1:9/api/v1", { contract: "task.yaml", examples: ["good.json", "bad.json"] }, AROUND)).toBe(false);
  expect(told.slice(3)).toEqual(["task 1.0.0", "  ok      good.json", "  failed  bad.json", expect.stringMatching(/^ {10}schema_violation: \/title/), "1 of 2 examples keep it"]);
  expect(await historyOf()).toEqual([]);
});

test("the result is stored as that of the agents that are named, with who tested it and what failed; a name may have an @", async () => {
  const asked = { contract: "task@1.0.0", examples: ["good.json", "bad.json"], producer: "@acme/planner@1.2.0-rc.1", by: "CI 7", url: "https://ci.example.com/7" };
  expect(await verify(api, asked, AROUND)).toBe(false);
  expect(await verify(api, { contract: "task.yaml", examples: ["good.json"], producer: "planner@1", receiver: "worker@2" }, AROUND)).toBe(true);
  expect(await historyOf()).toMatchObject([
    { outcome: "passed", producer: { name: "planner", version: "1" }, receiver: { name: "worker", version: "2" }, examples: 1, details: "" },
    { outcome: "failed", producer: { name: "@acme/planner", version: "1.2.0-rc.1" }, receiver: null, examples: 2, by: "CI 7", url: "https://ci.example.com/7", details: expect.stringMatching(/^bad\.json: schema_violation: \/title/) },
  ]);
});

test.each<[string, Partial<Parameters<typeof verify>[1]>, RegExp]>([
  ["a producer without a version", { producer: "planner" }, /--producer: expected NAME@VERSION/],
  ["a contract that is not there", { contract: "none.yaml" }, /none\.yaml: expected a file that can be read/],
  ["a version that is not stored", { contract: "task@9.0.0" }, /task 9\.0\.0 is not stored; there are 1\.0\.0/],
  ["an example that is not there", { examples: ["none.json"] }, /none\.json: expected a file that can be read/],
  ["fewer received than sent", { examples: ["good.json", "bad.json"], received: ["good.json"] }, /--received: expected one for each of 2 examples, found 1/],
  ["a file with other content than is stored under its version", { contract: "changed.yaml", producer: "planner@3" }, /could not be told\. digest: task 1\.0\.0 is stored and demands something else/],
  ["an address that is none", { producer: "planner@3", url: "ci/7" }, /could not be told\. url: expected an http or https address/],
])("%s fails the run and says what was expected", async (_, asked, expected) => {
  expect(await verify(api, { contract: "task.yaml", examples: ["good.json"], ...asked }, AROUND)).toBe(false);
  expect(told.join("\n")).toMatch(expected);
});

test("a dashboard that does not answer fails the run only when something was to be told", async () => {
  expect(await verify("http://127.0.0.1:9/api/v1", { contract: "task.yaml", examples: ["good.json"], producer: "planner@1" }, AROUND)).toBe(false);
  expect(told.at(-1)).toMatch(/could not be told\. Nothing answers at/);
});
