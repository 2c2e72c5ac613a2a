import { expect, test } from "vitest";
import { judgeDrawing } from "@/lib/testing/judge-drawing.ts";
import { placeInChain } from "./place-in-chain.ts";

const CHAIN = `
  a  |==          |  producer  handoff.id=h1  handoff.target.agent.name=b
  b  |   ===      |  consumer  handoff.id=h1
  [send] |    =   |  producer  handoff.id=h2  handoff.source.agent.name=b  handoff.target.agent.name=c
  c  |      ===   |  consumer  handoff.id=h2
  [send2] |       =  |  producer  handoff.id=h3  handoff.source.agent.name=c  handoff.target.agent.name=d
  d  |          ==|  consumer  handoff.id=h3`;

test("a handoff knows what led to it, what came next, and everything downstream", () => {
  const handoffs = judgeDrawing(CHAIN);
  const { previous, next, downstream, place, inAll } = placeInChain("h1", "w", handoffs);
  expect([place, inAll, previous]).toEqual([1, 3, []]);
  expect(next.map(({ id, via }) => [id, via])).toEqual([["h2", "received"]]);
  expect(downstream).toMatchObject({ handoffs: 2, agents: ["c", "d"], traces: 1, list: [{ id: "h2" }, { id: "h3" }] });
  expect(placeInChain("h3", "w", handoffs).previous.map(({ id }) => id)).toEqual(["h2"]);
  expect(placeInChain("elsewhere", "w", handoffs)).toMatchObject({ place: 0, previous: [], next: [] });
});
