import Link from "next/link";
import type { ComplianceRecord } from "@/lib/model/compliance-record.ts";
import { VERDICTS } from "@/lib/model/vocabulary.ts";
import { countOf, formatCount } from "@/lib/text/count.ts";
import { contractPath, tracePath, workflowPath } from "@/lib/text/paths.ts";
import { VERDICT_WORDS } from "@/lib/text/verdict-words.ts";
import { CopyId } from "../ui/copy-id.tsx";
import { Section } from "../ui/section.tsx";
import { PrintButton } from "./print-button.tsx";
import { RecordHandoff } from "./record-handoff.tsx";

/** The compliance record of a workflow as a document: what is exported as JSON, in words, on screen and on paper. */
export function RecordPage({ record }: { record: ComplianceRecord }) {
  const { workflow, counts, handoffs, missing, complete, digest } = record;
  const verdicts = VERDICTS.flatMap((verdict) => (counts.byVerdict[verdict] === undefined ? [] : [`${formatCount(counts.byVerdict[verdict])} ${VERDICT_WORDS[verdict].label.toLowerCase()}`]));
  return (
    <>
      <header className="mb-4">
        <div className="mb-1 flex flex-wrap items-start gap-x-4 gap-y-2">
          <h1 className="mr-auto min-w-0 text-lg font-semibold tracking-tight [overflow-wrap:anywhere]">Compliance record of {workflow.key}</h1>
          <Link href={workflowPath(workflow.key)} className="field inline-flex items-center text-xs print:hidden">
            Workflow
          </Link>
          <a href={`/api/v1/workflows/${encodeURIComponent(workflow.key)}/record`} download className="field inline-flex items-center text-xs print:hidden">
            Export JSON
          </a>
          <PrintButton />
        </div>
        <p className="flex flex-wrap gap-x-4 text-ink-2">
          <span>
            workflow by <code className="font-mono text-xs">{workflow.kind}</code>
          </span>
          <span className="tabular-nums">
            {workflow.startedAt} to {workflow.endedAt} (UTC)
          </span>
          <span>{countOf(counts.handoffs, "handoff")}</span>
          <span className={counts.failed > 0 ? "text-accent" : ""}>{counts.failed === 0 ? "none failed" : `✕ ${formatCount(counts.failed)} failed`}</span>
          <span>{verdicts.join(", ")}</span>
        </p>
        <p className="mt-1 text-ink-2 [overflow-wrap:anywhere]">
          sha256 <CopyId id={digest.value} label="digest" className="print:whitespace-normal" />: two exports with the same digest are the same, byte for byte. Payloads are not in this record; their digests prove that a copy is the same.
        </p>
      </header>
      <Section title="Complete?" aside={complete ? "every handoff and trace that is known" : "not everything that is known is here"}>
        {missing.length === 0 ? (
          <p className="px-4 pb-3">✓ Nothing is known to be missing.</p>
        ) : (
          <ul className="list-disc space-y-0.5 pr-4 pb-3 pl-8 [overflow-wrap:anywhere]">
            {missing.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        )}
      </Section>
      <RecordContracts contracts={record.contracts} />
      <section aria-labelledby="handoffs-title">
        <h2 id="handoffs-title" className="mb-2 text-base font-semibold">
          Handoffs in order{handoffs.length < counts.handoffs ? `: ${formatCount(handoffs.length)} of ${formatCount(counts.handoffs)}` : ""}
        </h2>
        <ol>
          {handoffs.map((handoff) => (
            <RecordHandoff key={handoff.position} handoff={handoff} />
          ))}
        </ol>
        {handoffs.length === 0 ? <p className="mb-4 text-ink-2">This workflow has no handoff that counts.</p> : null}
      </section>
      <RecordJoins record={record} />
    </>
  );
}

function RecordContracts({ contracts }: Pick<ComplianceRecord, "contracts">) {
  return (
    <Section title="Contracts that governed" aside={countOf(contracts.length, "version")}>
      {contracts.length === 0 ? (
        <p className="px-4 pb-3 text-ink-2">None was in force.</p>
      ) : (
        <ul className="space-y-1 px-4 pb-3 [overflow-wrap:anywhere]">
          {contracts.map(({ name, version, mode, hash, team, pushedAt }) => (
            <li key={`${name} ${version} ${mode}`}>
              <Link href={contractPath(name)} prefetch={false} className="text-link">
                {name} {version}
              </Link>{" "}
              ({mode}), {team === "" ? "no team named" : `owned by ${team}`}
              {hash === "" ? ", no longer stored" : `, first pushed ${pushedAt}, `}
              {hash === "" ? null : <code className="font-mono text-xs">sha256 {hash}</code>}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

function RecordJoins({ record: { traces, joins, notJoined } }: { record: ComplianceRecord }) {
  return (
    <Section title="What makes this one workflow" aside={`${countOf(traces.length, "trace")}, ${countOf(joins.length, "join")}`}>
      <ul className="space-y-1 px-4 pb-3 [overflow-wrap:anywhere]">
        {traces.map(({ traceId, startedAt, shared }) => (
          <li key={traceId}>
            <Link href={tracePath(traceId)} prefetch={false} className="font-mono text-xs hover:underline">
              {traceId}
            </Link>{" "}
            from {startedAt}
            {shared ? ", which serves other workflows as well" : ""}
          </li>
        ))}
        {joins.map(({ kind, key, strength, tracesInAll }) => (
          <li key={`${kind} ${key}`}>
            joined by {kind} = {key} ({strength}, in {countOf(tracesInAll, "trace")})
          </li>
        ))}
        {notJoined.map(({ kind, key, why }) => (
          <li key={`${kind} ${key}`}>
            not joined by {kind} = {key}: {why}
          </li>
        ))}
      </ul>
    </Section>
  );
}
