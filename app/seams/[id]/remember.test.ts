import { expect, test } from "vitest";
import { remember } from "./remember.ts";

test("an answer is asked for once while it is good, again afterwards, and again when it failed", async () => {
  let now = 0;
  let asked = 0;
  const ask = remember<number>(1000, () => now);
  const count = async () => (asked += 1);
  expect(await Promise.all([ask("a", count), ask("a", count)])).toEqual([1, 1]);
  now = 999;
  expect(await ask("a", count)).toBe(1);
  expect(await ask("b", count)).toBe(2);
  now = 1000;
  expect(await ask("a", count)).toBe(3);
  await expect(ask("c", () => Promise.reject(new Error("away")))).rejects.toThrow("away");
  expect(await ask("c", count)).toBe(4);
});

test("no more than 64 answers are kept, the oldest go first", async () => {
  let asked = 0;
  const ask = remember<number>(1000, () => 0);
  const count = async () => (asked += 1);
  for (let key = 0; key < 65; key += 1) await ask(String(key), count);
  expect(await ask("64", count)).toBe(65);
  expect(await ask("0", count)).toBe(66);
});
