import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDatabase } from "@/lib/clickhouse/open-database.ts";
import { readConfig } from "@/lib/config/env.ts";
import { Contract } from "@/lib/model/contract.ts";
import { makeStored } from "@/lib/testing/contract-rows.ts";
import { keepSensitive, sensitivePointers } from "./keep-sensitive.ts";

const push = (contract: string, version: string, sensitive: string[], deprecatedBelow?: string) =>
  makeStored(Contract.parse({ contract, version, sensitive, ...(deprecatedBelow === undefined ? {} : { deprecated: { below: deprecatedBelow } }) }));

test("pointers of all contracts hold together, those of older versions until the version pushed last deprecates them", () => {
  expect(sensitivePointers([push("a", "2.0.0", ["/x"]), push("b", "1.0.0", ["/y"]), push("a", "1.0.0", ["/z", "/x"])])).toEqual(["/x", "/y", "/z"]);
  expect(sensitivePointers([push("a", "2.0.0", ["/x"], "2.0.0"), push("a", "1.0.0", ["/z"])])).toEqual(["/x"]);
  expect(sensitivePointers([])).toEqual([]);
});

test("a collector that starts while the database is away masks by what was known last, and says so", async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "seamscope-sensitive-"));
  const db = openDatabase(readConfig({ CLICKHOUSE_URL: "http://127.0.0.1:9" }));
  const [told, lines]: [string[][], string[]] = [[], []];
  try {
    writeFileSync(join(dataDir, "sensitive-pointers.json"), '["/customer/email"]');
    const keeper = await keepSensitive({ db, project: "default", dataDir, preparer: { setSensitive: (pointers) => void told.push([...pointers]) }, log: (line) => void lines.push(line) });
    await keeper.stop();
    expect(told).toEqual([["/customer/email"]]);
    expect(lines.join()).toMatch(/the 1 pointers known last hold/);
  } finally {
    await db.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
