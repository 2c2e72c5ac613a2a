import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { GateStop } from "@/lib/model/handoff-course.ts";
import { formatBytes } from "@/lib/text/bytes.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";

/** What a person or policy was asked to decide, with everything they were told, and what they decided. */
export function GateCards({ gates }: { gates: readonly GateStop[] }) {
  return gates.map((gate, index) => (
    <Section key={index} title={gates.length === 1 ? "Gate" : `Gate ${index + 1} of ${gates.length}`} aside={gate.type === "" ? "" : gate.type}>
      <GateCard gate={gate} />
    </Section>
  ));
}

function GateCard({ gate }: { gate: GateStop }) {
  const { decidedAt, decision, decidedBy, askedBy, askedAt, waitedMs, dueAt, isOverdue, reviewedBytes, missing, options, reason } = gate;
  const isOpen = decidedAt === "";
  return (
    <div className="px-4 pb-4">
      <p className={clsx("mb-2 font-medium [overflow-wrap:anywhere]", isOverdue && isOpen && "text-accent")}>
        {isOpen ? `Waiting for a decision for ${formatDuration(waitedMs)}${isOverdue ? ", beyond its time" : ""}` : `${decidedBy === "" ? "Decided" : `${decidedBy} decided`}: ${decision}`}
      </p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5">
        <Row name="Summary" text={gate.summary} />
        <Row name="Proposed action" text={gate.proposedAction} />
        <Row name="Decision asked for" text={gate.question} />
        {options.length === 0 ? null : (
          <Fact name="Branches">
            <ul>
              {options.map(({ words, isChosen }, index) => (
                <li key={index} className={clsx("[overflow-wrap:anywhere]", isChosen && "font-medium")}>
                  <span aria-hidden="true">{isChosen ? "◉ " : "○ "}</span>
                  {words}
                  {isChosen ? <span className="text-xs font-normal text-ink-3"> (taken)</span> : null}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        <Row name="Why" text={reason} />
        {askedAt === "" ? null : (
          <Fact name="Asked">
            <Instant at={askedAt} />
            {askedBy === "" ? null : ` by ${askedBy}`}
          </Fact>
        )}
        {isOpen ? null : (
          <Fact name="Decided">
            <Instant at={decidedAt} />
            {askedAt === "" ? ", and nobody told when it was asked for" : `, after ${formatDuration(waitedMs)}`}
          </Fact>
        )}
        {dueAt === "" ? null : (
          <Fact name="Due">
            <Instant at={dueAt} />
            {isOverdue ? <span className="font-medium text-accent"> overdue</span> : null}
          </Fact>
        )}
        {reviewedBytes === null ? null : <Fact name="To be reviewed">{formatBytes(reviewedBytes)}</Fact>}
      </dl>
      {missing.length === 0 ? null : (
        <p className="mt-2 text-xs text-ink-3">
          Not told:{" "}
          {missing.map((key, index) => (
            <span key={key}>
              {index === 0 ? "" : ", "}
              <code className="rounded bg-sunk px-1 font-mono">{key}</code>
            </span>
          ))}
          . Set them on the gate&apos;s span, and whoever decides sees them here.
        </p>
      )}
    </div>
  );
}

const Row = ({ name, text }: { name: string; text: string }) => (text === "" ? null : <Fact name={name}>{text}</Fact>);

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere] whitespace-pre-wrap">{children}</dd>
    </>
  );
}
