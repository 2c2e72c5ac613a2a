import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const picture = (fallback: string): string => `
    planner       |==           |  producer  handoff.id=h1  handoff.target.agent.name=worker  handoff.fallback.used=true  handoff.fallback.owner=worker-lite
    a:worker      |   ==        |  consumer  handoff.id=h1  error
    ${fallback}`;

test("a fallback that failed as well leaves the handoff with nobody, and nothing recovered", () => {
  expect(judgeDrawing(picture("b:worker-lite  |       ==    |  consumer  handoff.id=h1  error"))).toMatchObject([
    { verdict: "delivered", silent: true, findings: [{ class: "fallback_failed", severity: "error", evidence: { owner: "worker-lite" } }] },
  ]);
});

test("a fallback that took over is a recovery", () => {
  expect(judgeDrawing(picture("b:worker-lite  |       ==    |  consumer  handoff.id=h1"))).toMatchObject([{ verdict: "recovered", findings: [] }]);
  expect(judgeDrawing(picture(""))).toMatchObject([{ verdict: "recovered", findings: [] }]);
});

const unheard = (owner: string): string => `planner |== |  producer  handoff.id=h1  handoff.target.agent.name=worker  handoff.fallback.used=true  handoff.fallback.owner=${owner}`;

test("a lost handoff of whose fallback nothing is heard is a warning; people report nothing", () => {
  expect(judgeDrawing(unheard("worker-lite"))[0]?.findings).toMatchObject([{ class: "lost" }, { class: "fallback_failed", severity: "warning" }]);
  expect(classesIn(unheard("human:duty-editor"))).toEqual(["lost"]);
});
