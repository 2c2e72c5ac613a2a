import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countFacets, countOwners, FACETS, filterSeams, matchSeams, NOBODY, readWanted } from "./facets.ts";
import type { HomeSeam } from "./home-seam.ts";

const seam = (changes: Partial<HomeSeam>): HomeSeam => ({
  id: "s", source: "planner", target: "worker", sourceType: "agent", targetType: "agent", contract: "task", inferred: false,
  handoffs: 10, failed: 0, silent: 0, lost: 0, failureRate: 0, failureRateLow: 0, failureRateHigh: 0.3, p50Ms: 1, p95Ms: 2,
  versions: [], pairs: 0, pairsFailing: 0, slices: [], firstSeenAt: "", lastSeenAt: "", governedBy: "", owner: "", ownerNote: "", budget: null, budgetNote: "", firing: 0, unseen: false, readiness: 5, unmet: [],
  ...changes,
});
const anySeam = fc.record({
  failed: fc.nat(2), silent: fc.nat(2), lost: fc.nat(2), inferred: fc.boolean(), owner: fc.constantFrom("", "red", "blue"),
  budget: fc.constantFrom(null, 1, -0.5), readiness: fc.nat(5), governedBy: fc.constantFrom("", "task 1.0.0"), unseen: fc.boolean(),
}).map(seam);
const anyWanted = fc.record({
  problem: fc.subarray(["failing", "silent", "lost", "overspent", "unseen", "inferred"]), contract: fc.subarray(["in-force", "none"]), ready: fc.subarray(["low", "middle", "high"]),
  owner: fc.constantFrom(undefined, NOBODY, "red"), words: fc.constantFrom("", "plan", "plan TASK"),
}).map(({ owner, words, ...chosen }) => ({ owner, words, chosen }));

test("readWanted() reads what the facets of a URL ask for, and leaves out what there is not", () => {
  const wanted = readWanted(new URLSearchParams("q=plan&problem=lost,failing,nonsense&ready=low&owner=red"));
  expect(wanted).toEqual({ words: "plan", chosen: { problem: ["failing", "lost"], contract: [], ready: ["low"] }, owner: "red" });
  expect(filterSeams([seam({})], readWanted(new URLSearchParams("problem=nonsense")))).toHaveLength(1);
});

test("filterSeams() shows any of what is chosen of one facet, and all of different facets", () => {
  const seams = [seam({ id: "a", failed: 1 }), seam({ id: "b", lost: 1, owner: "red" }), seam({ id: "c", owner: "red" })];
  const ids = (search: string) => filterSeams(seams, readWanted(new URLSearchParams(search))).map((one) => one.id);
  expect(ids("problem=failing,lost")).toEqual(["a", "b"]);
  expect(ids("problem=failing,lost&owner=red")).toEqual(["b"]);
  expect(ids(`owner=${encodeURIComponent(NOBODY)}`)).toEqual(["a"]);
  expect(ids("q=WORKER plan")).toEqual(["a", "b", "c"]);
  expect(ids("q=nobody")).toEqual([]);
});

test("seams that were never seen stand in the table only when they are asked for, and always in what the graph draws", () => {
  const seams = [seam({ id: "a", failed: 1 }), seam({ id: "b", unseen: true })];
  const ids = (search: string, find = filterSeams) => find(seams, readWanted(new URLSearchParams(search))).map((one) => one.id);
  expect([ids(""), ids("problem=failing"), ids("problem=unseen"), ids("problem=unseen,failing")]).toEqual([["a"], ["a"], ["b"], ["a", "b"]]);
  expect([ids("", matchSeams), ids("problem=failing", matchSeams)]).toEqual([["a", "b"], ["a"]]);
});

describe("the count beside an option", () => {
  test("is how many seams it would show alone, all else kept", () => {
    const holds = fc.property(fc.array(anySeam, { maxLength: 20 }), anyWanted, (seams, wanted) =>
      countFacets(seams, wanted).every(({ facet, counts }) =>
        facet.options.every((option, index) => counts[index] === filterSeams(seams, { ...wanted, chosen: { ...wanted.chosen, [facet.name]: [option.value] } }).length),
      ) && countOwners(seams, wanted).every(({ owner, seams: count }) => count === filterSeams(seams, { ...wanted, owner }).length),
    );
    expect(() => fc.assert(holds)).not.toThrow();
  });

  test("of owners stands for every team there is, nobody last", () => {
    const seams = [seam({ owner: "" }), seam({ owner: "red" }), seam({ owner: "blue" })];
    expect(countOwners(seams, readWanted(new URLSearchParams("q=nothing")))).toEqual([{ owner: "blue", seams: 0 }, { owner: "red", seams: 0 }, { owner: NOBODY, seams: 0 }]);
  });
});

test("every seam has one readiness and either a contract or none", () => {
  const holds = fc.property(anySeam, (one) => FACETS.filter((facet) => facet.name !== "problem").every((facet) => facet.options.filter((option) => option.holds(one)).length === 1));
  expect(() => fc.assert(holds)).not.toThrow();
});
