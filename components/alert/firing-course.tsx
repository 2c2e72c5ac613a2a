import type { FiringStep } from "@/lib/model/alert-view.ts";
import type { AlertMetric } from "@/lib/model/alert-rule.ts";
import { formatMeasured } from "@/lib/text/alert-words.ts";
import { formatCount } from "@/lib/text/count.ts";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { StateMark } from "./alert-marks.tsx";
import { SuppressedMark } from "./suppressed-mark.tsx";

const EVENT_WORDS = { open: "told that it fires", resolve: "told that it is well again", suppressed: "told what had not been told" } as const;

/** Every change of state of a firing, in order of time, and who was to be told. */
export function FiringCourse({ steps, metric }: { steps: readonly FiringStep[]; metric: AlertMetric }) {
  return (
    <Section title="Course">
      <ol className="grid gap-2 px-4 pb-4">
        {steps.map((step) => (
          <li key={`${step.at} ${step.state} ${step.event}`} className="grid gap-y-0.5 border-l-2 border-line pl-3">
            <span className="flex flex-wrap items-center gap-x-3">
              <StateMark state={step.state} />
              <span className="text-ink-2">
                <Instant at={step.at} precision="s" />
              </span>
            </span>
            <span className="min-w-0 [overflow-wrap:anywhere]">
              {formatMeasured(metric, step.value)} <span className="text-ink-3">of {formatCount(step.n)}</span>
              {step.event === null ? "" : `; ${EVENT_WORDS[step.event]}: ${step.channels.length === 0 ? "nobody, no channel takes it" : step.channels.join(", ")}`}
              {step.note === "" ? "" : `. ${step.note}`} <SuppressedMark by={step.suppressedBy} />
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}
