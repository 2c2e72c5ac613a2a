import { expect, test } from "vitest";
import { classesIn, classesUnder, judgeDrawing } from "@/lib/testing/judge-drawing.ts";

const SAID: Readonly<Record<string, string>> = {
  one: "Two vendors store data inside the EU and one does not",
  two: "List prices start at 1200 euros for a team of ten",
  three: "Support answers within four hours on working days",
  four: "Contracts end with ninety days of notice at least",
  five: "Uptime was published by all but the smallest vendor",
};
const says = (name: string): string => SAID[name] ?? "";
const FIRST_THREE = ["one", "two", "three"].map(says).join("; ");
const ALL = ["one", "two", "three", "four", "five"].map(says).join("; ");

/** A planner, five researchers of whom the last two take longer, and a writer that begins with what is there. */
const launched = (given: string, rest = "", writer = "      ====", ended = ""): string => `
  [graph]                |==============|
    planner              |=             |  gen_ai.output.messages=Compare the vendors that are best known
    a/researcher         | =====        |  gen_ai.input.messages=Compare the vendors that are best known  gen_ai.output.messages=${says("one")}
    b/researcher         | ===          |  gen_ai.input.messages=Compare the vendors that are best known  gen_ai.output.messages=${says("two")}
    c/researcher         | ====         |  gen_ai.input.messages=Compare the vendors that are best known  gen_ai.output.messages=${says("three")}
    d/researcher         | =======      |  gen_ai.input.messages=Compare the vendors that are best known  gen_ai.output.messages=${says("four")}  ${ended}
    e/researcher         | =========    |  gen_ai.input.messages=Compare the vendors that are best known  gen_ai.output.messages=${says("five")}  ${ended}
    writer               |${writer.padEnd(14)}|  gen_ai.input.messages=Sum up: ${given}  gen_ai.output.messages=All vendors are alike
${rest}`;

test("a writer that begins with three of five results is one fan_in_race, on the first handoff to it, with who was late", () => {
  const raced = judgeDrawing(launched(FIRST_THREE)).filter((handoff) => handoff.findings.length > 0);
  expect(raced).toHaveLength(1);
  expect(raced[0]).toMatchObject({
    source: { name: "researcher" }, target: { name: "writer" }, failed: true,
    findings: [{
      class: "fan_in_race", side: "consumer", severity: "error",
      message: "writer started with 3 of 5; late: researcher#4 (ended 2000 ms later), researcher#5 (ended 4000 ms later)",
      evidence: { received: "3", expected: "5", basis: "inferred" },
    }],
  });
});

test("a writer that waits for all of them is none", () => {
  expect(classesIn(launched(ALL, "", "          ===="))).toEqual([]);
});

test("a consumer that begins early and is given everything before it ends is none", () => {
  expect(classesIn(launched(ALL, "", "      ======="))).toEqual([]);
});

test("a second run of the writer that comes later and has what was late is none", () => {
  const second = `    writer               |          === |  gen_ai.input.messages=Sum up: ${ALL}  gen_ai.output.messages=All five vendors are alike`;
  expect(classesIn(launched(FIRST_THREE, second))).toEqual([]);
});

test("a researcher whose result went to somebody else belongs to another fan-out", () => {
  const other = `    editor               |          === |  gen_ai.input.messages=Tidy up: ${says("four")} and ${says("five")}`;
  expect(classesIn(launched(FIRST_THREE, other))).toEqual([]);
});

test("a cancelled researcher is one the writer did not want to wait for", () => {
  expect(classesIn(launched(FIRST_THREE, "", "      ====", "error  error.type=asyncio.CancelledError"))).toEqual([]);
});

test("an agent of another name that is still at work beside the fan-out is a warning at most", () => {
  const picture = launched(FIRST_THREE).replace("d/researcher", "d/archivist").replace("e/researcher", "e/archivist");
  expect(judgeDrawing(picture).flatMap((handoff) => handoff.findings.map((finding) => finding.severity)).filter((severity) => severity === "error")).toEqual([]);
});

const declared = (barrier: string): string =>
  launched(FIRST_THREE).replaceAll("/researcher ", "/researcher-x ").replaceAll("gen_ai.output.messages=All", `handoff.group.id=g1  ${barrier}  gen_ai.output.messages=All`).replace("e/researcher-x", "e/archivist");

test("a barrier that the runs of a framework declare is theirs, though they do not report their handoffs", () => {
  expect(judgeDrawing(declared("handoff.group.barrier=all  handoff.group.expected_count=5")).flatMap((handoff) => handoff.findings)).toMatchObject([
    { class: "fan_in_race", severity: "error", message: expect.stringContaining("writer started with 3 of 5; late: researcher-x#4"), evidence: { basis: "declared" } },
  ]);
  expect(classesIn(declared("handoff.group.barrier=quorum  handoff.group.quorum=3"))).toEqual([]);
  expect(classesIn(declared("handoff.group.barrier=any"))).toEqual([]);
});

/** Researchers in processes of their own hand their results over by `handoff.*`; the writer takes them up within its run. */
const reported = (barrier: string, taken: readonly number[], more = ""): string => `
${[1, 2, 3, 4, 5].map((at) => `  ${at}:researcher  |${" ".repeat(at)}==          |  producer  handoff.id=r${at}  handoff.target.agent.name=writer  handoff.group.id=g1  handoff.group.index=${at}  handoff.group.expected_count=5`).join("\n")}
  a:writer     |     =======   |  handoff.group.id=g1  ${barrier}
${taken.map((at) => `    a:[take]     |     =         |  consumer  handoff.id=r${at}  handoff.group.id=g1`).join("\n")}
${more}`;

test("a declared barrier of all that did not hold is a fan_in_race with its counts, over all traces of the group", () => {
  const raced = judgeDrawing(reported("handoff.group.barrier=all", [1, 2, 3])).filter((handoff) => handoff.findings.some((finding) => finding.class === "fan_in_race"));
  expect(raced.map((handoff) => handoff.id)).toEqual(["r1"]);
  expect(raced[0]?.findings).toMatchObject([{ message: "writer started with 3 of 5; late: researcher#4 (sent 1000 ms later), researcher#5 (sent 2000 ms later)", evidence: { needed: "5", basis: "declared" } }]);
});

test.each([
  ["any", "handoff.group.barrier=any", [1, 2]],
  ["a quorum of three", "handoff.group.barrier=quorum  handoff.group.quorum=3", [1, 2, 3]],
  ["more than half, where nobody counts the quorum", "handoff.group.barrier=quorum", [1, 2, 3]],
])("a barrier of %s that was met is none", (_, barrier, taken) => {
  expect(classesIn(reported(barrier, taken), 50)).toEqual([]);
});

test("a quorum that was not met is one", () => {
  const [found] = judgeDrawing(reported("handoff.group.barrier=quorum  handoff.group.quorum=4", [1, 2]), 50).flatMap((handoff) => handoff.findings);
  expect(found).toMatchObject({ class: "fan_in_race", evidence: { received: "2", needed: "4", barrier: "quorum" } });
});

test("where the agents do not say what is enough, the contract does", () => {
  const untold = reported("", [1, 2, 3]);
  expect(classesUnder({ fan_in: "all" }, untold, { after: 50 })).toEqual(["fan_in_race"]);
  expect(classesUnder({ fan_in: { quorum: 4 } }, untold, { after: 50 })).toEqual(["fan_in_race"]);
  expect(classesUnder({ fan_in: { quorum: 3 } }, untold, { after: 50 })).toEqual([]);
  expect(classesUnder({ fan_in: "any" }, reported("handoff.group.barrier=all", [1, 2, 3]), { after: 50 })).toEqual(["fan_in_race"]);
  expect(classesUnder({ fan_in: "any" }, launched(FIRST_THREE))).toEqual([]);
});

test("a consumer that takes each result as it comes, in runs of its own, is none", () => {
  const picture = `
${[1, 2, 3].map((at) => `  ${at}:researcher  |${" ".repeat(at * 3)}==          |  producer  handoff.id=r${at}  handoff.target.agent.name=writer  handoff.group.id=g1  handoff.group.expected_count=3`).join("\n")}
${[1, 2, 3].map((at) => `  a:writer      |${" ".repeat(at * 3 + 2)}==          |  consumer  handoff.id=r${at}  handoff.group.id=g1`).join("\n")}`;
  expect(classesIn(picture, 50)).toEqual([]);
});

test("the fan-out itself, of which some workers have begun and others have not, is no fan-in", () => {
  const picture = `
  planner        |==             |
${[1, 2, 3].map((at) => `    [send]       |=              |  producer  handoff.id=t${at}  handoff.target.agent.name=researcher  handoff.group.id=g1  handoff.group.index=${at}  handoff.group.expected_count=3`).join("\n")}
  1:researcher   |  ==           |  consumer  handoff.id=t1
  2:researcher   |  ==           |  consumer  handoff.id=t2`;
  expect(classesIn(picture, 50)).toEqual([]);
});
