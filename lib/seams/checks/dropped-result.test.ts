import { expect, test } from "vitest";
import { classesIn, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const ONE = "Two vendors store data inside the EU and one does not";
const TWO = "List prices start at 1200 euros for a team of ten";
const THREE = "Support answers within four hours on working days";

/** A planner, three researchers that all end before the writer begins, and what the writer was given of theirs. */
const joined = (given: string, third = `gen_ai.output.messages=${THREE}`, rest = ""): string => `
  [graph]                |===========|
    planner              |=          |  gen_ai.output.messages=Compare the vendors that are best known
    a/researcher         | =====     |  gen_ai.input.messages=Compare the vendors that are best known  gen_ai.output.messages=${ONE}
    b/researcher         | ===       |  gen_ai.input.messages=Compare the vendors that are best known  gen_ai.output.messages=${TWO}
    c/researcher         | ====      |  gen_ai.input.messages=Compare the vendors that are best known  ${third}
    writer               |       === |  gen_ai.input.messages=${given}  gen_ai.output.messages=All vendors are alike
${rest}`;

test("a result that ended in time and is not among those the writer read is a dropped_result, as a warning, on the first handoff to it", () => {
  const found = judgeDrawing(joined(`Sum up: ${ONE}; ${TWO}`)).filter((handoff) => handoff.findings.length > 0);
  expect(found).toMatchObject([{
    target: { name: "writer" },
    findings: [{ class: "dropped_result", severity: "warning", side: "consumer", message: "writer counted 2 of 3 results; left out: researcher#3", evidence: { basis: "inferred" } }],
  }]);
});

test("results that are all there are none, however they are spaced and capitalised", () => {
  expect(classesIn(joined(`Sum up: ${ONE.toUpperCase()};  ${TWO}; ${THREE}`))).toEqual([]);
});

test("results that were summarised on the way are not looked for", () => {
  expect(classesIn(joined("Sum up: storage is mostly European, the rest is about money"))).toEqual([]);
});

test("the better part of a result is enough", () => {
  expect(classesIn(joined(`Sum up: ${ONE}; ${TWO}; support answers within four hours on Sundays`))).toEqual([]);
});

test("the same result twice is there once", () => {
  expect(classesIn(joined(`Sum up: ${ONE}; ${TWO}`, `gen_ai.output.messages=${TWO}`))).toEqual([]);
});

test("a sibling that failed, or that had nothing to say, has no result to drop", () => {
  expect(classesIn(joined(`Sum up: ${ONE}; ${TWO}. One researcher failed`, `error  gen_ai.output.messages=${THREE}`))).toEqual([]);
  expect(classesIn(joined(`Sum up: ${ONE}; ${TWO}`, "gen_ai.output.messages=none"))).toEqual([]);
  expect(classesIn(joined(`Sum up: ${ONE}; ${TWO}`, ""))).toEqual([]);
});

test("a result that went to somebody else was not meant for the writer", () => {
  const editor = `    editor               |       === |  gen_ai.input.messages=Check this: ${THREE}`;
  expect(classesIn(joined(`Sum up: ${ONE}; ${TWO}`, `gen_ai.output.messages=${THREE}`, editor))).toEqual([]);
});

test("a researcher of an earlier round is no sibling", () => {
  const picture = `
  [graph]                |===============|
    a/researcher         |==             |  gen_ai.output.messages=${THREE}
    planner              |  =            |  gen_ai.output.messages=Compare the vendors that are best known
    a/researcher         |   ===         |  gen_ai.output.messages=${ONE}
    b/researcher         |   ===         |  gen_ai.output.messages=${TWO}
    writer               |       ===     |  gen_ai.input.messages=Sum up: ${ONE}; ${TWO}`;
  expect(classesIn(picture)).toEqual([]);
});

/** Workers in processes of their own, all of which send before the writer begins. */
const reported = (writer: string, taken: readonly number[], sender = ""): string => `
${[1, 2, 3, 4, 5].map((at) => `  ${at}:researcher  |  ==             |  producer  handoff.id=r${at}  handoff.target.agent.name=writer  handoff.group.id=g1  handoff.group.index=${at}  handoff.group.expected_count=5  ${at === 5 ? sender : ""}`).join("\n")}
  a:writer     |        =======  |  handoff.group.id=g1  handoff.group.barrier=all  ${writer}
${taken.map((at) => `    a:[take]     |        =        |  consumer  handoff.id=r${at}`).join("\n")}`;

test("of five declared results three were taken: a dropped_result with the two that were left out", () => {
  const [found, ...others] = judgeDrawing(reported("", [1, 2, 3]), 50).flatMap((handoff) => handoff.findings);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ class: "dropped_result", severity: "error", message: "writer counted 3 of 5 results; left out: researcher#4, researcher#5", evidence: { basis: "declared" } });
});

test("a run that took five results and counted three dropped two", () => {
  expect(classesIn(reported("handoff.group.received_count=3", [1, 2, 3, 4, 5]), 50)).toEqual(["dropped_result"]);
});

const counted = (count: number): string => `
  [graph]                |===========|
    planner              |=          |  gen_ai.output.messages=Compare the vendors that are best known
    writer               |  ======== |  gen_ai.input.messages=Compare the vendors that are best known  handoff.group.id=g1  handoff.group.expected_count=5  handoff.group.received_count=${count}`;

test("counts alone are enough, on a run to which others hand over", () => {
  expect(classesIn(counted(3))).toEqual(["dropped_result"]);
  expect(classesIn(counted(5))).toEqual([]);
});

test("a count that tells of the failures behind it, in a warning or its output, drops nothing in silence", () => {
  expect(classesIn(reported("handoff.group.received_count=3  handoff.warnings=2 of 5 workers failed", [1, 2, 3, 4, 5]), 50)).toEqual([]);
  expect(classesIn(reported("gen_ai.output.messages=Three of five agree, two could not be reached", [1, 2, 3]), 50)).toEqual([]);
});

test("a quorum that was met can do without the others", () => {
  expect(classesIn(reported("", [1, 2, 3], "").replace("handoff.group.barrier=all", "handoff.group.barrier=quorum  handoff.group.quorum=3"), 50)).toEqual([]);
});

test("the same place in the fan-out told twice is one result", () => {
  const picture = reported("", [1, 2, 3, 4], "").replaceAll("handoff.group.index=5", "handoff.group.index=4").replaceAll("expected_count=5", "expected_count=4");
  expect(classesIn(picture, 50)).toEqual([]);
});

test("a run of the same agent that took the rest later did not drop it", () => {
  const later = `
  a:writer     |            ===  |  handoff.group.id=g1
    a:[take]     |            =    |  consumer  handoff.id=r4
    a:[take]     |            =    |  consumer  handoff.id=r5`;
  expect(classesIn(reported("", [1, 2, 3]) + later, 50)).toEqual([]);
});
