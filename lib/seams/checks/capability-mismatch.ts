import type { Check } from "./check.ts";

/** Sent to an agent that cannot do it. */
export const capabilityMismatch: Check = {
  class: "capability_mismatch",
  severity: "error",
  side: "producer",
  demands: ["S2.64", "S2.74"],
  meaning: "The work needs a capability that the agent it was routed to does not declare.",
  rule: "A tag of `handoff.capability.required`, else of the contract's `capabilities`, is not among `handoff.capability.offered`, else the capabilities that the agent's card or declaration had when the handoff began, or a side reports `handoff.capability.matched` = `false`. Tags are compared without regard to case and separators. A reported match is believed, and where nobody says what is offered there is no finding.",
  fix: "Look the target's capabilities up before routing (an A2A agent card names them in `skills[].tags`), and let the target refuse what it cannot do.",
  lookalike: "An agent that offers more than is required, and one whose capabilities nobody declared.",
  find: ({ evidence }) => {
    const { required, offered, matched } = evidence.terms?.capability ?? { required: [], offered: [], matched: undefined };
    const has = new Set(offered.map(tagOf));
    const missing = offered.length === 0 ? [] : required.filter((tag) => !has.has(tagOf(tag)));
    if (matched === true || (missing.length === 0 && matched !== false)) return [];
    const what = missing.length > 0 ? missing : required;
    return [
      {
        message: `${evidence.target.name} does not offer ${what.join(", ") || "the capability that is required"}`,
        reason: `not offered: ${what.join(", ") || "a required capability"}`,
        evidence: { required: required.join(", "), offered: offered.join(", ") },
      },
    ];
  },
};

const tagOf = (tag: string): string => tag.toLowerCase().replaceAll(/[\s_-]+/g, "-");
