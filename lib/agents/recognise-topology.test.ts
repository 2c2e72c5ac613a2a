import * as fc from "fast-check";
import { expect, test } from "vitest";
import { reachDownstream } from "./reach-downstream.ts";
import { type Arrow, recogniseTopology } from "./recognise-topology.ts";

/** Seams from "a>b a>c". */
const drawn = (picture: string): Arrow[] => picture.split(" ").map((arrow) => ({ source: arrow.split(">")[0] ?? "", target: arrow.split(">")[1] ?? "", handoffs: 1 }));
const told = (picture: string): string[] =>
  recogniseTopology(drawn(picture)).map(({ kind, parts }) => `${kind}: ${parts.map((part) => `${part.kind} ${[part.hub, ...part.members].filter((name) => name !== "").join(",")}`).join("; ")}`);

test.each([
  ["workers that are called as tools", "boss>a boss>b boss>c", "supervisor: supervisor boss,a,b,c"],
  ["workers that hand back", "boss>a a>boss boss>b b>boss", "supervisor: supervisor boss,a,b"],
  ["one after the other", "a>b b>c c>d", "chain: chain a,b,c,d"],
  ["two agents", "a>b", "chain: chain a,b"],
  ["a supervisor within a chain", "in>boss boss>a a>boss boss>b b>boss boss>out", "mixed: supervisor boss,a,b; chain in,boss,out"],
  ["branches that meet again", "plan>a plan>b plan>c a>sum b>sum c>sum", "mixed: fan_out plan,a,b,c,sum"],
  ["two that pass to and fro", "a>b b>a", "mixed: "],
  ["an agent that hands over to itself", "a>a", "single: "],
  ["everybody to everybody", "a>b b>c c>a a>c b>a c>b", "mixed: "],
])("%s are recognised", (_, picture, expected) => {
  expect(told(picture)).toEqual([expected]);
});

test("groups that have nothing to do with each other are told apart", () => {
  expect(told("a>b c>d d>e")).toEqual(["chain: chain c,d,e", "chain: chain a,b"]);
});

test("what is recognised does not depend on the order of the seams", () => {
  const seam = fc.record({ source: fc.constantFrom("a", "b", "c", "d", "e", "f"), target: fc.constantFrom("a", "b", "c", "d", "e", "f"), handoffs: fc.constant(1) });
  fc.assert(
    fc.property(fc.uniqueArray(seam, { maxLength: 15, selector: (one) => `${one.source}>${one.target}` }), fc.nat(), (seams, turn) => {
      const turned = [...seams.slice(turn % (seams.length + 1)), ...seams.slice(0, turn % (seams.length + 1))].toReversed();
      expect(recogniseTopology(turned)).toEqual(recogniseTopology(seams));
    }),
  );
});

test("a chain of ten thousand agents is walked", () => {
  const seams = Array.from({ length: 10_000 }, (_, index) => ({ source: `agent ${index}`, target: `agent ${index + 1}`, handoffs: 1 }));
  expect(recogniseTopology(seams)[0]).toMatchObject({ kind: "chain", seams: 10_000 });
});

test("downstream is everybody that work can reach, nearest first, whatever circles it runs in", () => {
  expect(reachDownstream(drawn("a>b b>c c>a c>d x>a"), ["a"])).toEqual(["b", "c", "d"]);
  expect(reachDownstream(drawn("a>b"), ["b"])).toEqual([]);
});
