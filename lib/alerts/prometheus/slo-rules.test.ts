import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { promqlFaults } from "@/lib/testing/promql-faults.ts";
import { sloRules } from "./slo-rules.ts";

const SLO = { source: "creator", target: "executor", contract: "draft", objective: 99.5, window: "30d", owner: "content", runbook: "https://run/1", url: "http://localhost:3000/s/s-1" };
const alerts = (slo: Partial<typeof SLO>) => sloRules([{ ...SLO, ...slo }]).groups.flatMap(({ rules }) => rules).filter((rule) => "alert" in rule);

const ratio = (length: string, bound: number): string => `seam:handoff_failures:ratio_rate${length}{source="creator",target="executor",contract="draft"} > ${bound}`;

test("an objective over thirty days alerts at the burn rates of the SRE workbook: 14.4, 6 and 1", () => {
  expect(alerts({}).map(({ expr }) => expr)).toEqual([
    `${ratio("1h", 0.072)} and ${ratio("5m", 0.072)}`,
    `${ratio("6h", 0.03)} and ${ratio("30m", 0.03)}`,
    `${ratio("3d", 0.005)} and ${ratio("6h", 0.005)}`,
  ]);
});

test("an objective over a shorter window burns at a pace of its own, and no rule looks back further than the window", () => {
  expect(alerts({ window: "1d" }).map(({ labels }) => labels["long_window"])).toEqual(["1h", "6h"]);
  expect(alerts({ window: "7d" })[0]?.expr).toContain("> 0.0168 and");
});

test("a pace at which even failing always is not too fast becomes failing always", () => {
  expect(alerts({ objective: 0 })[0]?.expr).toContain(">= 1 and");
});

test("nothing that others named is expanded as a template", () => {
  const [alert] = alerts({ source: "{{ $externalURL }}", owner: "{{{x", runbook: "https://run/{{1}}" });
  expect(JSON.stringify({ ...alert?.labels, ...alert?.annotations }).replace("{{ $value | humanizePercentage }}", "")).not.toContain("{{");
});

test("whatever agents are called, every expression is one that Prometheus reads, and the file keeps it as it is", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string(), fc.double({ min: 0, max: 100, noNaN: true }), fc.constantFrom("12h", "30d", "90d"), (source, contract, objective, window) => {
      const rules = sloRules([{ ...SLO, source, contract, objective, window }]);
      expect(parse(stringify(rules))).toEqual(rules);
      expect(rules.groups.flatMap((group) => group.rules).flatMap(({ expr }) => promqlFaults(expr))).toEqual([]);
    }),
  );
});
