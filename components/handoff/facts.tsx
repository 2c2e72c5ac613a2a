import Link from "next/link";
import type { ReactNode } from "react";
import type { Handoff } from "@/lib/model/handoff.ts";
import { RULE_NAMES } from "@/lib/model/vocabulary.ts";
import { contractPath, seamPath, tracePath, workflowPath } from "@/lib/text/paths.ts";
import { ruleWords } from "@/lib/text/verdict-words.ts";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";

const MODES = { pass_control: "control passes to the target", return_to_caller: "the target returns to its caller", unknown: "not known whether control passes" } as const;

const SCHEMA_WORDS = { declared: "declared with the handoff", tool_schema: "of the tool, found in the trace", contract: "of the contract that governs it" } as const;
const CONTRACT_MODE_WORDS = { observe: "mode observe: what it alone finds is info", warn: "mode warn: what it alone finds is a warning", enforce: "mode enforce" } as const;

/** What is known of a handoff beside its course: by which rule, which versions, where it belongs. */
export function Facts({ handoff }: { handoff: Handoff }) {
  const { rule, confidence, corroboration, joinedBy, versions, mode, direction, correlationId, traceIds, deadlineAt, startedAt, endedAt, incomplete, reason, warnings, claimedConfidence, governedBy, schema } = handoff;
  return (
    <Section title="Facts">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1.5 px-4 pb-4">
        <Fact name="Seam">
          <Link href={seamPath(handoff.seamId)} className="text-link">
            {handoff.source.name} → {handoff.target.name}
            {handoff.contract === "" ? "" : `, ${handoff.contract}`}
          </Link>
        </Fact>
        <Fact name="Known how">
          {ruleWords(rule, RULE_NAMES[rule], confidence)}
          {corroboration.length === 0 ? null : <span className="text-ink-3">; also by {corroboration.map((other) => RULE_NAMES[other]).join(", ")}</span>}
        </Fact>
        {joinedBy === null ? null : (
          <Fact name="Joined by">
            {joinedBy.key} <span className="font-mono text-xs">{joinedBy.value}</span>
          </Fact>
        )}
        <Fact name="Direction">
          {direction}; {MODES[mode]}
        </Fact>
        {reason === "" ? null : <Fact name="Reason given">{reason}</Fact>}
        {warnings.length === 0 ? null : (
          <Fact name={warnings.length === 1 ? "Warning given" : "Warnings given"}>
            <ul>
              {warnings.map((warning) => (
                <li key={warning} className="break-words">
                  {warning}
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {claimedConfidence === null ? null : <Fact name="Confidence">{claimedConfidence}, as {handoff.source.name} said</Fact>}
        <Fact name="Versions">
          {versionWords(handoff.source.name, versions.source)}, {versionWords(handoff.target.name, versions.target)}
        </Fact>
        {versions.contract === "" && versions.accepted.length === 0 ? null : (
          <Fact name="Contract">
            {versions.contract === "" ? "version not claimed" : `${versions.contract} claimed`}
            {versions.accepted.length === 0 ? "" : `; ${versions.accepted.join(", ")} accepted`}
          </Fact>
        )}
        {governedBy === null ? null : (
          <Fact name="Governed by">
            <Link href={contractPath(governedBy.name)} className="text-link">
              {governedBy.name} {governedBy.version}
            </Link>
            <span className="text-ink-3"> ({CONTRACT_MODE_WORDS[governedBy.mode]})</span>
          </Fact>
        )}
        {schema === null ? null : <Fact name="Schema">{SCHEMA_WORDS[schema.origin]}</Fact>}
        {correlationId === "" ? null : <CorrelationFact correlationId={correlationId} traceIds={traceIds} />}
        <Fact name={traceIds.length === 1 ? "Trace" : "Traces"}>
          {traceIds.map((traceId) => (
            <Link key={traceId} href={tracePath(traceId)} prefetch={false} className="text-link block w-fit py-0.75 font-mono text-xs">
              {traceId}
            </Link>
          ))}
        </Fact>
        <Fact name="Started"><Instant at={startedAt} /></Fact>
        <Fact name="Ended"><Instant at={endedAt} /></Fact>
        {deadlineAt === "" ? null : <Fact name="Deadline"><Instant at={deadlineAt} /></Fact>}
        {incomplete.length === 0 ? null : <Fact name="Evidence missing">{incomplete.join(", ")}</Fact>}
      </dl>
    </Section>
  );
}

/** A correlation id that is a trace's own says that no span names a task. */
function CorrelationFact({ correlationId, traceIds }: Pick<Handoff, "correlationId" | "traceIds">) {
  return (
    <Fact name="Workflow">
      <Link href={workflowPath(correlationId)} prefetch={false} className="text-link font-mono text-xs">
        {correlationId}
      </Link>
      {traceIds.includes(correlationId) ? <span className="text-xs text-ink-3">, its trace, since no span names a task</span> : null}
    </Fact>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-3">{name}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </>
  );
}

function versionWords(agent: string, version: string): string {
  return version === "" ? `${agent} reports none` : `${agent} ${version}`;
}
