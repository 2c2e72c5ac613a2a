import { EXPLANATIONS } from "./all-explanations.ts";
import type { Explanation } from "./check.ts";

const SIDES: Record<Explanation["side"], string> = { producer: "the producer", consumer: "the consumer", seam: "the seam itself" };

const INTRODUCTION = `# Finding classes

What Seamscope checks on every handoff and, at the end of this page, on the seams themselves. Each class has a stable id and is one
file under \`lib/seams/checks/\` or \`lib/seams/governance/\`; this page is written from those files by \`npx tsx scripts/write-semantics.ts\`, and a test keeps the two alike.

A handoff with a finding of severity **error** counts as failed. It counts as **silent** when nothing stopped it: the target ran on
regardless, or nobody noticed. A failure that was rejected, dead-lettered or recovered from was **caught**. Candidates (handoffs
guessed with a confidence below 0.5) are not judged.

A **contract** in force fills in what the agents did not declare on their spans: schema, deadline, accepted versions, gate, budget,
confidence, capabilities, required parts. Its **mode** weighs what it alone gives rise to: at most info when \`observe\`, a warning
when \`warn\`, an error when \`enforce\`. What would be found without it keeps its severity. Its deadline takes the place of the
default one in every mode. Of an inferred handoff nothing is asked that only a report could tell: gates, and what travels beside
the payload. What an agent sends in a payload that nobody captured is never guessed.

The numbers behind **Answers** are those of the demands in [requirements.md](requirements.md) that a class itself answers.
`;

/** The text of `docs/semantics.md`: meaning, evidence rule, fix and lookalike of every finding class. */
export const writeSemantics = (): string => [INTRODUCTION, ...EXPLANATIONS.map(sectionOf)].join("\n");

const sectionOf = (check: Explanation): string => `## ${check.class}

${check.meaning}

- **Severity:** ${check.severity}; **at fault:** ${SIDES[check.side]}, unless the finding says otherwise.
- **Raised when:** ${check.rule}
- **What to do:** ${check.fix}
- **Not to be confused with:** ${check.lookalike}
- **Answers:** ${check.demands.join(", ")}
`;
