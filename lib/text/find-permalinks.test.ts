import * as fc from "fast-check";
import { expect, test } from "vitest";
import { CITED_KIND_NAMES } from "@/lib/model/cited-kinds.ts";
import { findPermalinks, readNamed } from "./find-permalinks.ts";
import { permalink } from "./permalink.ts";

const BASE = "https://seamscope.example.com/base";

test("permalinks and pages are found in any text, each once, and those of others are not", () => {
  const text = `See ${BASE}/h/order%207%2Fdraft, [the trace](${BASE}/t/0af7651916cd43dd8448eb211c80319c). Again: ${BASE}/h/order%207%2Fdraft
    <${BASE}/s/s-1|seam> {"x":"${BASE}/w/order-7"} ${BASE.toUpperCase()}/a/f-1 ${BASE}/handoffs/h-2?x=1#diff ${BASE}/agents/planner https://other.example/h/x ${BASE}x/h/y`;
  expect(findPermalinks(text, `${BASE}/`).map(({ kind, ids }) => [kind, ids.includes("order 7/draft") || ids.at(-1)])).toEqual([
    ["handoff", true], ["trace", "0af7651916cd43dd8448eb211c80319c"], ["seam", "s-1"], ["workflow", "order-7"], ["firing", "f-1"], ["handoff", "h-2"],
  ]);
});

test("every permalink is found, whatever its id, wherever it stands", () => {
  const around = fc.constantFrom(["", ""], ["see ", ". Then"], ["(", ")"], ["[x](", ")"], ["<", ">"], ['"', '"'], ["*", "*"], ["", "\n"], ["", ", and"], ["|", "|"], ["!", "!)."]);
  fc.assert(
    fc.property(fc.constantFrom(...CITED_KIND_NAMES), fc.string({ minLength: 1, unit: "grapheme" }), around, (kind, id, [before, after]) => {
      const [found] = findPermalinks(`${before}${permalink(BASE, kind, id)}${after}`, BASE);
      // Where the id ends or holds a sign of punctuation and more follows, what exists decides.
      fc.pre(after === "" || !/[.!~*'()-]/.test(id));
      expect(found).toMatchObject({ kind, ids: expect.arrayContaining([id]) });
    }),
  );
});

test("a list names things by address, by path, or by kind and id", () => {
  expect([`${BASE}/h/a%2Fb`, "/t/x", "handoff:a/b c", "firing:f-1", "https://other.example/h/x", "handoff://x", "nothing"].map((text) => readNamed(text, BASE)).map((one) => one && [one.kind, one.ids[0]])).toEqual([
    ["handoff", "a/b"], ["trace", "x"], ["handoff", "a/b c"], ["firing", "f-1"], undefined, undefined, undefined,
  ]);
});
