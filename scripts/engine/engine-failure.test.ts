import { expect, test } from "vitest";
import { explainDeath } from "./engine-failure.ts";

test.each([
  ["locked", "Code: 76. DB::Exception: Cannot lock file /d/clickhouse/status. Another server instance in same directory is already running."],
  ["port-taken", "Code: 210. DB::NetException: Net Exception: Address already in use: 127.0.0.1:4000. (NETWORK_ERROR)"],
  ["disk-full", "Code: 243. DB::Exception: Cannot reserve 1.00 MiB, not enough space. (NOT_ENOUGH_SPACE)"],
  ["died", "Code: 999. DB::Exception: something new"],
  ["died", ""],
])("a death is explained as %s by what the engine said", (reason, lastWords) => {
  expect(explainDeath(lastWords, "/d", 4000)).toMatchObject({ kind: "failure", reason });
});

test("a death nobody foresaw carries the engine's last words", () => {
  expect(explainDeath("Code: 999. something new", "/d", 4000).message).toContain("something new");
});
