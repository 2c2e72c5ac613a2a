import { READINESS_WORDS } from "@/lib/text/readiness-words.ts";
import { Section } from "../ui/section.tsx";

const MET_WHEN = {
  documented: "a contract is in force that has a payload schema or names required parts",
  versioned: "95 % of the handoffs claim a version of the contract, and the receiver says which it accepts (in the contract, or in its declaration)",
  owned: "the contract in force names a team, or the receiver's declaration or agent card does",
  instrumented: "the agents declare the handoffs, at least one tells when it was sent and when it was received, and 95 % tell the versions of both agents",
  failure_path: "the contract names a fallback or a runbook and, where what the target does cannot be taken back, a gate",
} as const;

/** How the audit judges, in words, so that a printed copy explains itself. */
export function AuditHow() {
  return (
    <Section title="How this is judged" aside="docs/audit.md says how to raise each point">
      <dl className="grid gap-x-8 gap-y-2 px-4 pb-3 lg:grid-cols-2">
        {Object.entries(READINESS_WORDS).map(([point, { label, question }]) => (
          <div key={point} className="min-w-0">
            <dt className="font-medium">
              {label}: <span className="font-normal text-ink-2">{question}</span>
            </dt>
            <dd className="text-ink-2">Yes when {MET_WHEN[isPoint(point) ? point : "owned"]}.</dd>
          </div>
        ))}
        <div className="min-w-0">
          <dt className="font-medium">
            Mend first: <span className="font-normal text-ink-2">What may cost most, if it fails unseen?</span>
          </dt>
          <dd className="text-ink-2">
            Weight = stakes (irreversible 10, not stated 3, reversible 1) × handoffs × the highest silent rate that the traffic does not exclude (upper end of the
            Wilson 95 % interval) × (1 + questions not answered).
          </dd>
        </div>
      </dl>
    </Section>
  );
}

const isPoint = (name: string): name is keyof typeof MET_WHEN => name in MET_WHEN;
