import Link from "next/link";
import type { ReactNode } from "react";
import type { ContractResult, PayloadDigest, RecordedGate, RecordedHandoff } from "@/lib/model/compliance-record.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { formatDuration } from "@/lib/text/duration.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { handoffPath } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { VerdictMark } from "../handoff/marks.tsx";

const RESULT_WORDS: Readonly<Record<ContractResult, string>> = {
  none: "no contract was in force",
  kept: "✓ kept",
  noted: "kept, with something noted",
  warned: "! not kept, which was only to be warned of",
  broken: "✕ broken",
};

/** One handoff of a record, as a block that is not torn apart by a page break. Times are UTC, as they are recorded. */
export function RecordHandoff({ handoff }: { handoff: RecordedHandoff }) {
  const { position, id, source, target, startedAt, verdict, failed, silent, rule, confidence, contract, latency, findings, gates, payloads, intent, constraints, missing, warnings, joinedBy } = handoff;
  return (
    <li className="panel mb-3 break-inside-avoid p-4 [overflow-wrap:anywhere]">
      <h3 className="flex flex-wrap items-baseline gap-x-3 font-medium">
        <span className="text-ink-3 tabular-nums">{formatCount(position)}.</span>
        <Link href={handoffPath(id)} prefetch={false} className="hover:underline">
          {source.name} {source.version} → {target.name} {target.version}
        </Link>
        <VerdictMark verdict={verdict} failed={failed} />
        {silent ? <span className="text-accent">✕ silent: nothing stopped it</span> : null}
      </h3>
      <dl className="mt-2 grid gap-x-6 gap-y-1 sm:grid-cols-[9rem_minmax(0,1fr)] [&>dt]:text-ink-3">
        <Fact name="Began">
          <time dateTime={startedAt} className="tabular-nums">
            {startedAt}
          </time>
          {latency.totalMs === null ? "" : `, received ${formatDuration(latency.totalMs)} later`}
        </Fact>
        <Fact name="Id">
          <code className="font-mono text-xs">{id}</code>, {rule === "E" ? "declared by the agents" : `inferred by rule ${rule}, confidence ${confidence}`}
          {joinedBy === null ? "" : `, both sides joined by ${joinedBy.key} = ${joinedBy.value}`}
        </Fact>
        <Fact name="Contract">
          {contract.governedBy === null ? (contract.named === "" ? "none named" : `${contract.named} is named`) : `${contract.governedBy.name} ${contract.governedBy.version} (${contract.governedBy.mode})`}: {RESULT_WORDS[contract.result]}
          {handoff.versions.contract === "" ? "" : `; the sender claims ${handoff.versions.contract}`}
          {handoff.versions.accepted.length === 0 ? "" : `; the receiver accepts ${handoff.versions.accepted.join(", ")}`}
        </Fact>
        {gates.map((gate) => (
          <Gate key={`${gate.askedAt} ${gate.decidedAt}`} gate={gate} />
        ))}
        <Fact name="Findings">
          {findings.length === 0 ? (
            "none"
          ) : (
            <ul>
              {findings.map(({ class: of, severity, side, pointer, message }) => (
                <li key={`${of} ${pointer} ${message}`} className={severity === "error" ? "text-accent" : ""}>
                  <FindingGlyph of={of} /> {FINDING_WORDS[of].label} ({severity}, {side}){pointer === "" ? "" : ` at ${pointer}`}: {message}
                </li>
              ))}
            </ul>
          )}
        </Fact>
        <Fact name="Intent">{intent.kept === null ? "not told by both sides" : intent.kept ? "✓ carried unchanged" : "✕ changed on the way"}</Fact>
        <Fact name="Constraints">{constraintWords(constraints)}</Fact>
        <Digest name="Sent" payload={payloads.sent} />
        <Digest name="Received" payload={payloads.received} />
        {payloads.returned === null ? null : <Digest name="Returned" payload={payloads.returned} />}
        {warnings.length === 0 ? null : <Fact name="Warnings">{warnings.join("; ")}</Fact>}
        <Fact name="Missing evidence">{missing.length === 0 ? "none" : missing.join("; ")}</Fact>
      </dl>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

function Gate({ gate: { askedAt, askedBy, question, decidedAt, decidedBy, decision, waitedMs } }: { gate: RecordedGate }) {
  return (
    <Fact name="Gate">
      {askedAt === "" ? "nobody is recorded to have asked" : `${askedBy === "" ? "asked" : `${askedBy} asked`} ${askedAt} (${question})`};{" "}
      {decidedAt === "" ? <span className="font-medium">not decided</span> : `${decidedBy === "" ? "somebody not named" : decidedBy} decided ${decidedAt}: ${decision}`}
      {waitedMs === null ? "" : `, after ${formatDuration(waitedMs)}`}
    </Fact>
  );
}

function Digest({ name, payload }: { name: string; payload: PayloadDigest | null }) {
  if (payload === null) return <Fact name={name}>no payload reported</Fact>;
  const masked = payload.redactions.map(({ rule, count }) => `${rule === "" ? "masked" : rule} ${formatCount(count)}×`).join(", ");
  return (
    <Fact name={name}>
      <code className="font-mono text-xs">{payload.hash}</code>
      {payload.sizeBytes === null ? "" : `, ${countOf(payload.sizeBytes, "byte")}`}
      {payload.present ? "" : ", content not stored"}
      {masked === "" ? "" : `; redacted before storing: ${masked}`}
    </Fact>
  );
}

function constraintWords({ sent, received, dropped }: RecordedHandoff["constraints"]): string {
  if (sent === null && received === null) return "not told by either side";
  if (received === null) return `sent ${listed(sent ?? [])}; the receiver does not say what it holds`;
  if (sent === null) return `the receiver holds ${listed(received)}; the sender does not say`;
  return dropped.length === 0 ? `✓ all kept: ${listed(sent)}` : `✕ dropped: ${listed(dropped)}`;
}

const listed = (constraints: readonly string[]): string => (constraints.length === 0 ? "none" : constraints.join("; "));
