import { assert, property, string } from "fast-check";
import { expect, test } from "vitest";
import { CITED_KIND_NAMES } from "@/lib/model/cited-kinds.ts";
import { idFromPath } from "./paths.ts";
import { isLoopback, permalink, publicBase } from "./permalink.ts";

test("an address is made of the base, the kind's letter and the id, and nothing else", () => {
  expect(CITED_KIND_NAMES.map((kind) => permalink("https://seams.example.com", kind, "a b"))).toEqual(["h", "t", "s", "w", "a"].map((letter) => `https://seams.example.com/${letter}/a%20b`));
});

test("a base with a path of its own keeps it, and one that ends in slashes gives no double ones", () => {
  expect(permalink("https://example.com/tools/seams//", "handoff", "1")).toBe("https://example.com/tools/seams/h/1");
});

test("whatever id there is, the address is one a browser leaves as it is, and leads back to that id", () => {
  assert(
    property(string({ unit: "binary", minLength: 1, maxLength: 40 }).filter((id) => id.isWellFormed()), (id) => {
      const address = permalink("https://seams.example.com", "handoff", id);
      expect(new URL(address).pathname).toBe(address.slice("https://seams.example.com".length));
      expect(idFromPath(address.slice("https://seams.example.com/h/".length))).toBe(id);
    }),
  );
});

test.each([
  ["https://seams.example.com", "http://127.0.0.1:3000", "https://seams.example.com"],
  ["http://127.0.0.1:3000", "https://seams.lan", "https://seams.lan"],
  ["http://127.0.0.1:3000", "http://localhost:3000", "http://localhost:3000"],
  ["http://[::1]:3000", "http://10.0.0.7:3000", "http://10.0.0.7:3000"],
  ["", "http://10.0.0.7:3000", "http://10.0.0.7:3000"],
])("with the public address %j a page reached by %s tells of %s", (publicUrl, origin, base) => {
  expect(publicBase(publicUrl, origin)).toBe(base);
});

test("only what leads to the machine itself is loopback", () => {
  expect(["http://localhost", "http://LOCALHOST:1/x", "http://127.1.2.3/", "http://a.localhost:3000", "http://[::1]"].filter((one) => !isLoopback(one))).toEqual([]);
  expect(["http://127.0.0.1.example.com", "http://localhost.example.com", "https://example.com/localhost", "http://10.0.0.1"].filter(isLoopback)).toEqual([]);
});
