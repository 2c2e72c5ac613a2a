import { readFileSync, readdirSync } from "node:fs";
import { expect, test } from "vitest";

const HERE = new URL(".", import.meta.url);
const page = readFileSync(new URL("../../../docs/handoff-attributes.md", HERE), "utf8");
const sources = [HERE, new URL("../coordination/", HERE)].flatMap((folder) => readdirSync(folder).filter((name) => !name.endsWith(".test.ts")).map((name) => new URL(name, folder)));
const isTold = (key: string) => page.includes(`\`${key}\``) || page.includes(`\`${key.slice(key.lastIndexOf("."))}\``);

test("every handoff attribute and event that is read stands on the page of attributes", () => {
  const read = sources.flatMap((source) => readFileSync(source, "utf8").match(/(?<=")handoff\.[a-z_]+(?:\.[a-z_]+)*(?=")/g) ?? []);
  expect(read.length).toBeGreaterThan(60);
  expect([...new Set(read)].filter((key) => !isTold(key))).toEqual([]);
});
