import { expect, test } from "vitest";
import { judgeUnder } from "@/lib/testing/judge-drawing.ts";

/** Drawn traces start on 2026-11-20 at 18:40 UTC. */
const picture = (version: string): string => `
    creator     |==    |  producer  handoff.id=h1  handoff.contract.name=task  ${version === "" ? "" : `handoff.contract.version=${version}`}
    a:executor  |   == |  consumer  handoff.id=h1`;
const findings = (version: string, deprecated?: { below: string; sunset?: string }) => judgeUnder({ version: "2.0.0", ...(deprecated === undefined ? {} : { deprecated }) }, picture(version))[0]?.findings;

test("a version below the announced one is a warning that counts the days from the handoff to the sunset", () => {
  expect(findings("1.4.0", { below: "2.0.0", sunset: "2026-11-25" })).toMatchObject([
    { class: "deprecated_version", severity: "warning", side: "producer", evidence: { version: "1.4.0", daysToSunset: "5" } },
  ]);
  expect(findings("1.4.0", { below: "2.0.0", sunset: "2026-11-21" })?.[0]?.message).toContain("sent 1 day before its end on 2026-11-21");
  expect(findings("v1", { below: "2.0.0" })).toMatchObject([{ severity: "warning" }]);
});

test("from the day of the sunset on it is an error", () => {
  expect(findings("1.4.0", { below: "2.0.0", sunset: "2026-11-20" })).toMatchObject([{ class: "deprecated_version", severity: "error" }]);
});

test("the notice of the version pushed last counts, though the handoff is governed by the one it names", () => {
  const current = { contract: "task", version: "2.0.0", deprecated: { below: "2.0.0" } };
  expect(judgeUnder({ version: "1.4.0" }, picture("1.4.0"), { current })[0]?.findings).toMatchObject([{ class: "deprecated_version" }]);
});

test("an old version whose end nobody announced, one that is not below, and a handoff that names none are none", () => {
  expect(findings("1.4.0")).toEqual([]);
  expect(findings("2.0.0", { below: "2.0.0", sunset: "2026-11-01" })).toEqual([]);
  expect(findings("", { below: "2.0.0", sunset: "2026-11-01" })).toEqual([]);
});
