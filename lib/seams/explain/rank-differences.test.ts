import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Fact } from "@/lib/model/explanation.ts";
import { holdersOf, rankDifferences } from "./rank-differences.ts";
import type { RawFact, ToldHandoff } from "./told-handoff.ts";

const attribute = (key: string, value: string | number): RawFact => ({ kind: "attribute", side: "source", key, value });
const told = (id: string, facts: RawFact[]): ToldHandoff => ({ id, facts, scopes: new Set(["span source"]) });
const many = (count: number, prefix: string, factsOf: (index: number) => RawFact[]): ToldHandoff[] => Array.from({ length: count }, (_, index) => told(`${prefix}${index}`, factsOf(index)));
const uuidOf = (index: number) => `0af76519-16cd-43dd-8448-${index.toString(16).padStart(12, "0")}`;

/** Facts that have nothing to do with failing: of every handoff the same mixture. */
const anyNoise = fc.dictionary(fc.stringMatching(/^noise\.[a-f]$/), fc.constantFrom("red", "green", "blue"), { maxKeys: 6 }).map((noise) => Object.entries(noise).map(([key, value]) => attribute(key, value)));
const anyHandoffs = (prefix: string, more: (index: number) => RawFact[]) =>
  fc.array(anyNoise, { minLength: 12, maxLength: 60 }).map((all) => all.map((facts, index) => told(`${prefix}${index}`, [...facts, ...more(index)])));

/** The same noise on both sides. */
const noiseless = (all: ToldHandoff[]) => all.map((one, index) => ({ ...one, facts: one.facts.map((fact) => (fact.key.startsWith("noise") ? { ...fact, value: ["red", "green"][index % 2] ?? "red" } : fact)) }));

const shuffled = (all: ToldHandoff[]) => fc.shuffledSubarray(all, { minLength: all.length }).map((some) => some.map((one) => ({ ...one, facts: one.facts.toReversed() })));

const mixed = (prefix: string) => many(100, prefix, (index) => Array.from({ length: 20 }, (_, key) => attribute(`noise.${key}`, ["a", "b", "c"][(index * (key + 3)) % 3] ?? "a")));

test("a planted cause ranks first, whatever else is so of the handoffs", () => {
  const failing = anyHandoffs("f", () => [attribute("region", "eu")]);
  const others = anyHandoffs("o", (index) => [attribute("region", index % 10 === 0 ? "eu" : "us")]);
  fc.assert(fc.property(failing, others, (ours, theirs) => {
    const [first] = rankDifferences(noiseless(ours), noiseless(theirs)).rows;
    expect(first).toMatchObject({ key: "region", value: "eu", subjects: ours.length });
  }));
});

test("neither the order of handoffs nor that of their facts changes the ranking", () => {
  const sides = fc.tuple(anyHandoffs("f", () => []), anyHandoffs("o", () => []));
  fc.assert(fc.property(sides.chain(([ours, theirs]) => fc.tuple(fc.constant(ours), fc.constant(theirs), shuffled(ours), shuffled(theirs))), ([ours, theirs, ours2, theirs2]) => {
    expect(rankDifferences(ours2, theirs2)).toEqual(rankDifferences(ours, theirs));
  }));
});

test("what is told of every handoff apart, ids above all, is never in the ranking", () => {
  const anyId = fc.constantFrom<[string, (index: number) => string | number]>(["request.id", uuidOf], ["user_id", (index) => 100_000 + index], ["conversation", (index) => `conv_a1b2c3d4e5f6${index}x`], ["note", (index) => `note ${index}`]);
  fc.assert(fc.property(anyId, fc.integer({ min: 4, max: 40 }), fc.integer({ min: 4, max: 40 }), ([key, idOf], failing, passing) => {
    const { rows, left } = rankDifferences(many(failing, "f", (index) => [attribute(key, idOf(index))]), many(passing, "o", (index) => [attribute(key, idOf(1000 + index))]));
    expect(rows).toEqual([]);
    expect(left.ids + left.many).toBe(1);
  }));
});

test("the ids of a lone failing handoff explain nothing, but what its span says does", () => {
  const { rows } = rankDifferences(many(1, "f", () => [attribute("request.id", uuidOf(7)), attribute("region", "eu")]), many(50, "o", (index) => [attribute("request.id", uuidOf(index + 100)), attribute("region", "us")]));
  expect(rows.map((row) => row.key)).toEqual(["region"]);
});

test("an id that few share is a group, such as a tenant", () => {
  const { rows } = rankDifferences(many(20, "f", () => [attribute("tenant.id", uuidOf(1))]), many(40, "o", (index) => [attribute("tenant.id", uuidOf(2 + (index % 3)))]));
  expect(rows[0]).toMatchObject({ key: "tenant.id", value: uuidOf(1), subjects: 20, others: 0 });
});

test("numbers are compared by bounds", () => {
  const { rows } = rankDifferences(many(30, "f", (index) => [attribute("gen_ai.usage.input_tokens", 9000 + index)]), many(30, "o", (index) => [attribute("gen_ai.usage.input_tokens", 100 + index)]));
  expect(rows[0]).toMatchObject({ key: "gen_ai.usage.input_tokens", value: "≥ 9000", subjects: 30, others: 0 });
});

test("what is not there where its span is there is a fact; where the span is missing nothing is said", () => {
  const there = many(20, "o", () => [attribute("region", "eu")]);
  expect(rankDifferences(many(20, "f", () => []), there).rows[0]).toMatchObject({ key: "region", value: "", subjects: 20, others: 0 });
  expect(rankDifferences(many(20, "f", () => []).map((one) => ({ ...one, scopes: new Set<string>() })), there).rows).toEqual([]);
});

test("what is so of the very same handoffs is one row, and how a failure shows comes last, however sure it is", () => {
  const failing = many(20, "f", (index) => [attribute("error.type", "Timeout"), ...(index < 15 ? [attribute("region", "eu"), attribute("zone", "eu-1")] : [])]);
  const { rows } = rankDifferences(failing, many(20, "o", () => [attribute("error.type", "")]));
  expect(rows.map((row) => [row.key, row.symptom, row.alike.map((fact) => fact.key)])).toEqual([["region", false, ["zone"]], ["error.type", true, []]]);
});

test("the handoffs of a row can be listed: as many as it counts", () => {
  fc.assert(fc.property(anyHandoffs("f", (index) => [attribute("size", index)]), anyHandoffs("o", (index) => [attribute("size", index * 7)]), (ours, theirs) => {
    for (const row of rankDifferences(ours, theirs).rows) {
      const fact: Fact = row;
      const ids = holdersOf(ours, theirs, fact);
      expect(ids.filter((id) => id.startsWith("f"))).toHaveLength(row.subjects);
      expect(ids.filter((id) => id.startsWith("o"))).toHaveLength(row.others);
      expect(row.atLeast).toBeGreaterThan(0);
      expect(row.atLeast).toBeLessThanOrEqual(row.subjects / ours.length - row.others / theirs.length);
    }
  }));
});

test("chance alone makes no row: handoffs of one mixture, divided in two", () => {
  expect(rankDifferences(mixed("f"), mixed("o")).rows).toEqual([]);
});
