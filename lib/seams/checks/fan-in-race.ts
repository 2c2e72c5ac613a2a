import type { Check } from "./check.ts";
import { enoughFor } from "./enough-results.ts";

/** Summed up before everything was there. */
export const fanInRace: Check = {
  class: "fan_in_race",
  severity: "error",
  side: "consumer",
  demands: ["S3.25", "S3.27"],
  meaning: "Several agents worked side by side, and whoever joins their results began before all of them had ended: it summed up what happened to be there. With small work it goes well, under load it does not.",
  rule: "Fewer results were received by the joining run than the barrier asks for (`handoff.group.barrier`: all, any, or a `quorum`, of `handoff.group.expected_count`; else the contract's `fan_in`, else all), another was sent clearly after that run began, and no run of the same agent has had enough. Where nobody declares a group, it is read off the spans: one run was given the results of at least two runs of one fan-out (tasks of one source, or runs of one agent beside each other), another of that fan-out was still at work when it began, and what that one said is nowhere in what the joining run read. Inferred among agents of different names it is a warning: some work beside a fan-out is meant for nobody.",
  fix: "Wait for all, or declare what is enough: a barrier with `handoff.group.expected_count`, and `any` or `quorum` where that is meant. The evidence names who came late and by how much.",
  lookalike: "A barrier of any or quorum that was met, a later run of the same agent that has them all, a consumer that begins early and is given all results before it ends, a cancelled sibling, and one whose result went to somebody else.",
  find: ({ evidence, contract }) => {
    const race = evidence.coordination?.race;
    const enough = race === undefined ? undefined : enoughFor(race, contract);
    if (race === undefined || enough === undefined) return [];
    const late = race.missing.join(", ");
    return [
      {
        message: `${race.aggregator} started with ${race.got} of ${race.expected}${enough.rule === "all" ? "" : ` (${enough.rule}: ${enough.needed} needed)`}; late: ${late}`,
        reason: `${race.aggregator} started before all results were there`,
        severity: race.basis === "declared" || race.isSameAgent ? "error" : "warning",
        evidence: { received: String(race.got), expected: String(race.expected), needed: String(enough.needed), barrier: enough.rule, late, basis: race.basis },
      },
    ];
  },
};
