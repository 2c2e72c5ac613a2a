import Link from "next/link";
import type { ReactNode } from "react";
import type { AlertMessage } from "@/lib/model/alert-firing.ts";
import { formatCount } from "@/lib/text/count.ts";
import { FINDING_WORDS } from "@/lib/text/finding-words.ts";
import { findingDocsPath, handoffPath, tracePath } from "@/lib/text/paths.ts";
import { FindingGlyph } from "../handoff/glyph.tsx";
import { VerdictMark } from "../handoff/marks.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { TableHead } from "../ui/table-head.tsx";

const WHEN_STORED = "as stored when it fired; never asked for again";

/** What was known of the trouble when the rule fired. */
export function FiringEvidence({ message }: { message: AlertMessage }) {
  const { firstBadAt, class: name, versionPair, field } = message.evidence;
  return (
    <Section title="What was known" aside={WHEN_STORED}>
      <dl className="grid gap-x-8 gap-y-2 px-4 pb-4 sm:grid-cols-2">
        <Fact term="First failure of the window">{firstBadAt === null ? "none" : <Instant at={firstBadAt} />}</Fact>
        <Fact term="Most failures are">
          {name === null ? "of no class" : (
            <Link href={findingDocsPath(name)} className="text-link inline-flex items-center gap-1.5">
              <FindingGlyph of={name} /> {FINDING_WORDS[name].label}
            </Link>
          )}
        </Fact>
        <Fact term="Versions with most failures">
          {versionPair === null ? "not known" : (
            <>
              <span className="font-mono text-xs">{versionPair.source || "no version"} → {versionPair.target || "no version"}</span>
              {versionPair.contract === "" ? "" : `, contract ${versionPair.contract}`}: {formatCount(versionPair.failed)} of {formatCount(versionPair.handoffs)} failed
            </>
          )}
        </Fact>
        <Fact term="Field that most findings point to">{field === null ? "none" : <><code className="font-mono text-xs">{field.pointer}</code> ({formatCount(field.count)}×)</>}</Fact>
        <Fact term="Answers for the seam">{ownerWords(message.owner)}</Fact>
        <Fact term="Answers for the agent that hands over">{ownerWords(message.sourceOwner)}</Fact>
        <Fact term="Runbook">{message.runbook === "" ? <span className="text-ink-3">none; a contract can name one with <code className="font-mono text-xs">runbook:</code></span> : <Runbook address={message.runbook} />}</Fact>
        {message.note === "" ? null : <Fact term="Note">{message.note}</Fact>}
      </dl>
    </Section>
  );
}

/** The handoffs that were stored with the firing, as they were then. */
export function FiringSamples({ message }: { message: AlertMessage }) {
  const { samples } = message.evidence;
  return (
    <Section title="Sample handoffs" aside={`${WHEN_STORED}, and pinned against retention`}>
      {samples.length === 0 ? <p className="px-4 pb-4 text-ink-2">None: the rule counts something that no single handoff shows, or none was left.</p> : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="Table of samples">
          <table className="w-full text-sm">
            <TableHead titles={["Handoff", "Verdict then", "Finding", "Started", "Trace"]} />
            <tbody>
              {samples.map((sample) => (
                <tr key={sample.handoffId} className="border-t border-line align-top first:border-t-0">
                  <th scope="row" className="max-w-64 truncate py-(--cell-y) pr-3 pl-4 text-start font-mono text-xs font-normal" title={sample.handoffId}>
                    <Link href={handoffPath(sample.handoffId)} className="text-link">
                      {sample.handoffId}
                    </Link>
                  </th>
                  <td className="px-3 py-(--cell-y)">
                    <VerdictMark verdict={sample.verdict} failed />
                  </td>
                  <td className="min-w-56 px-3 py-(--cell-y) [overflow-wrap:anywhere]">
                    {sample.class === null ? null : <span className="mr-1.5 inline-flex items-center gap-1 font-medium"><FindingGlyph of={sample.class} /> {FINDING_WORDS[sample.class].label}</span>}
                    {sample.message}
                    {sample.pointer === "" ? null : <code className="block font-mono text-xs text-ink-3">{sample.pointer}</code>}
                  </td>
                  <td className="px-3 py-(--cell-y)">
                    <Instant at={sample.startedAt} />
                  </td>
                  <td className="py-(--cell-y) pr-4 pl-3 font-mono text-xs">
                    <Link href={tracePath(sample.traceId)} className="text-link">
                      {sample.traceId.slice(0, 8)}
                    </Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Section>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="column-head">{term}</dt>
      <dd className="[overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}

const ownerWords = (owner: AlertMessage["owner"]): string => (owner === null ? "nobody yet" : [owner.team, owner.contact].filter((part) => part !== "").join(", "));

/** An address that somebody wrote into a contract: a link only when it is one of the web. */
function Runbook({ address }: { address: string }) {
  if (!/^https?:\/\//i.test(address)) return <>{address}</>;
  return (
    <a href={address} rel="noreferrer" className="text-link">
      {address}
    </a>
  );
}
