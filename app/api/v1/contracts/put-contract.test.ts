import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { ErrorAnswer } from "@/lib/api/problem.ts";
import type { Database } from "@/lib/clickhouse/open-database.ts";
import { PutContractAnswer } from "@/lib/model/contract-registry.ts";
import { freshDatabase, type FreshDatabase } from "@/lib/testing/fresh-database.ts";
import { PUT } from "./route.ts";

const current: { db?: Database } = {};
vi.mock("@/app/database.ts", () => ({ database: async () => current.db }));

let fresh: FreshDatabase;
beforeAll(async () => {
  fresh = await freshDatabase();
  current.db = fresh.db;
});
afterAll(() => fresh.dispose());

const YAML = { "content-type": "application/yaml" };

const put = (body: string, headers: Record<string, string> = YAML, query = ""): Promise<Response> =>
  PUT(new Request(`http://127.0.0.1:3000/api/v1/contracts${query}`, { method: "PUT", body, headers }), { params: Promise.resolve(undefined) });

async function failureOf(response: Response): Promise<ErrorAnswer["error"] & { status: number }> {
  return { status: response.status, ...ErrorAnswer.parse(await response.json()).error };
}

test.each([["application/yaml", "contract: a\nversion: 1.0.0\n"], ["text/yaml; charset=utf-8", "contract: b\nversion: 1.0.0\n"], ["application/json", '{"contract":"c","version":"1.0.0"}']])("%s is taken", async (type, body) => {
  const response = await put(body, { "content-type": type });
  expect(response.status).toBe(200);
  expect(PutContractAnswer.parse(await response.json())).toMatchObject({ outcome: "stored", stored: { source: body } });
});

test.each([["text/plain"], ["application/x-www-form-urlencoded"], [""]])("what a page of another site could send without asking is refused: content type %j", async (type) => {
  expect(await failureOf(await put("contract: d\nversion: 1.0.0\n", { "content-type": type }))).toMatchObject({ status: 400, field: "content-type" });
});

test("a page of another site may not push", async () => {
  expect(await failureOf(await put("contract: d\nversion: 1.0.0\n", { ...YAML, origin: "https://elsewhere.example", host: "127.0.0.1:3000" }))).toMatchObject({ status: 400, field: "origin" });
});

test("mistakes are a 400 with the place of the first and all of them", async () => {
  const failure = await failureOf(await put("contract: d\nversion: 1.0.0\ndeadline: soon\nmode: strict\n"));
  expect(failure).toMatchObject({
    status: 400, code: "bad_request", field: "deadline", line: 3, column: 11,
    message: 'deadline: expected a duration such as 500ms, 15m, 8h or 30d, found "soon" (line 3); mode: expected one of observe, warn, enforce, found "strict" (line 4)',
    problems: [{ field: "deadline", line: 3 }, { field: "mode", line: 4, column: 7 }],
  });
});

test("other content under a stored version is a 409 at its version", async () => {
  await put("contract: e\nversion: 1.0.0\n");
  expect(await failureOf(await put("contract: e\nversion: 1.0.0\ndeadline: 1m\n"))).toMatchObject({ status: 409, code: "conflict", field: "version", message: expect.stringMatching(/differs in \/deadline/) });
});

test("a `since` that is no time is refused by name, and more than 2 MiB as too large", async () => {
  expect(await failureOf(await put("contract: f\nversion: 1.0.0\n", YAML, "?since=yesterday"))).toMatchObject({ status: 400, field: "since", message: expect.stringMatching(/RFC 3339/) });
  expect(await failureOf(await put("#".repeat(2 * 1024 * 1024 + 1)))).toMatchObject({ status: 413, code: "too_large" });
});
