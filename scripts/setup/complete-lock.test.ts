import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { completeLock } from "./complete-lock.mjs";

test("a platform package that the registry did not have is added with its system, processor and libc", () => {
  const packages = { "node_modules/engine": { version: "1.0.0", license: "MIT", dev: true, optionalDependencies: { "@engine/linux-x64-musl": "^1.2.3" } } };
  expect(completeLock({ packages }).packages["node_modules/@engine/linux-x64-musl"]).toEqual({
    version: "1.2.3",
    os: ["linux"],
    cpu: ["x64"],
    libc: ["musl"],
    license: "MIT",
    dev: true,
    optional: true,
  });
});

test("addresses of a registry are removed, integrity stays", () => {
  const packages = { "node_modules/a": { version: "1.0.0", resolved: "https://registry.example/a.tgz", integrity: "sha512-x" } };
  expect(completeLock({ packages }).packages).toEqual({ "node_modules/a": { version: "1.0.0", integrity: "sha512-x" } });
});

test("optional dependencies of the project itself are not invented", () => {
  const packages = { "": { optionalDependencies: { chdb: "3.4.0" } } };
  expect(completeLock({ packages })).toEqual({ packages });
});

test("the lockfile of this repository is complete, so that `npm ci` passes on every platform", () => {
  const text = readFileSync("package-lock.json", "utf8");
  expect(`${JSON.stringify(completeLock(JSON.parse(text)), null, 2)}\n`).toBe(text);
});
