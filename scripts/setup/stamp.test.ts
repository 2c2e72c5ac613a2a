import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { whenChanged } from "./stamp.mjs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "seamscope-stamp-"));
  mkdirSync(join(folder, "source/deep"), { recursive: true });
  writeFileSync(join(folder, "source/deep/a.ts"), "1");
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the job and says whether it worked. */
async function make(fails = false): Promise<boolean> {
  let worked = false;
  const [stamp, result] = [join(folder, "stamp"), join(folder, "result")];
  const work = async () => {
    worked = true;
    writeFileSync(result, "made");
    if (fails) throw new Error("half-way");
  };
  await whenChanged({ stamp, inputs: [join(folder, "source"), join(folder, "absent")], result, work }).catch(() => undefined);
  return worked;
}

test("work is done once, and again only when a source changed, came or went", async () => {
  expect([await make(), await make()]).toEqual([true, false]);
  writeFileSync(join(folder, "source/deep/a.ts"), "2");
  expect([await make(), await make()]).toEqual([true, false]);
  writeFileSync(join(folder, "source/b.ts"), "");
  expect([await make(), await make()]).toEqual([true, false]);
  rmSync(join(folder, "source/b.ts"));
  expect([await make(), await make()]).toEqual([true, false]);
});

test("a changed test is no reason to work again", async () => {
  await make();
  writeFileSync(join(folder, "source/deep/a.test.ts"), "new");
  expect(await make()).toBe(false);
});

test("work that failed, or whose result is gone, is done again", async () => {
  expect([await make(true), await make(), await make()]).toEqual([true, true, false]);
  rmSync(join(folder, "result"));
  expect(await make()).toBe(true);
});
