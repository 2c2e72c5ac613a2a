import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

test("nobody but redaction and what prepares requests says of a value that no secret is left in it", () => {
  const sources = ["collector", "lib", "app", "components", "scripts", "demo"].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)));
  const shipped = sources.filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$|^lib\/testing\//.test(path));
  const vouching = shipped.filter((path) => readFileSync(path, "utf8").includes("Redacted.vouch("));
  expect(shipped.length).toBeGreaterThan(100);
  expect(vouching.filter((path) => !/^collector\/(?:redact|prepare)\//.test(path))).toEqual([]);
});
