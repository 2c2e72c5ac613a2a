import * as fc from "fast-check";
import { expect, test } from "vitest";
import { agentPath, contractPath, handoffPath, idFromPath, seamPath, shortPath, tracePath, withParams } from "./paths.ts";

test("any id survives the way into an address and out of it", () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (id) => {
      const segment = handoffPath(id).slice("/handoffs/".length);
      expect(segment).not.toMatch(/[/?#]/);
      expect(idFromPath(segment)).toBe(id);
    }),
  );
});

test("an id with a stray percent sign is taken as it stands", () => {
  expect(idFromPath("100%")).toBe("100%");
});

test("every page and short address has its place", () => {
  expect(handoffPath("reply:a/1")).toBe("/handoffs/reply%3Aa%2F1");
  expect(seamPath("s1")).toBe("/seams/s1");
  expect(tracePath("t1")).toBe("/traces/t1");
  expect(tracePath("t1", "ab")).toBe("/traces/t1?span=ab");
  expect(shortPath("h", "a b")).toBe("/h/a%20b");
});

test("withParams() changes what is named and keeps the rest", () => {
  expect(withParams("/", "range=7d&q=x", { q: undefined, agent: "a b" })).toBe("/?range=7d&agent=a+b");
  expect(withParams("/traces", "?q=x", { q: "" })).toBe("/traces");
});

test.each([".", "..", "~.", "~~..", "~", "...", "a."])("the name %j has a page of its own, although . and .. mean a folder", (name) => {
  for (const path of [agentPath(name), contractPath(name)]) {
    const { pathname } = new URL(path, "http://127.0.0.1:3000/");
    expect(pathname).toBe(path);
    expect(idFromPath(pathname.split("/").at(-1) ?? "")).toBe(name);
  }
});
