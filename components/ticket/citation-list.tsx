import Link from "next/link";
import type { EvidencePart, EvidenceTeam } from "@/lib/model/evidence.ts";
import type { Citation } from "@/lib/model/ticket.ts";
import { countOf } from "@/lib/text/count.ts";
import { VerdictMark } from "../handoff/marks.tsx";
import { Instant } from "../ui/instant.tsx";
import { Section } from "../ui/section.tsx";
import { CopyEvidence } from "./copy-evidence.tsx";
import { DetachButton } from "./detach-button.tsx";
import { kindWord, pageOf } from "./ticket-words.ts";

interface CitationListProps {
  citations: readonly Citation[];
  inAll: number;
  /** What is known of each, by the citation's id; a thing that is still being read has none. */
  parts: ReadonlyMap<string, EvidencePart>;
}

/** All that a ticket cites: what became of it, whose it is, by whom it was cited and whether it is kept. */
export function CitationList({ citations, inAll, parts }: CitationListProps) {
  return (
    <Section title="What it cites" aside={citations.length < inAll ? `${citations.length} of ${countOf(inAll, "thing")}, the latest` : "the latest first"}>
      <ul>
        {citations.map((citation) => (
          <CitationItem key={citation.id} citation={citation} part={parts.get(citation.id)} />
        ))}
      </ul>
    </Section>
  );
}

function CitationItem({ citation, part }: { citation: Citation; part: EvidencePart | undefined }) {
  const { id, kind, subjectId, title, at, by, note, pinned } = citation;
  const [handoff] = kind === "handoff" ? (part?.handoffs ?? []) : [];
  return (
    <li className="border-t border-line px-4 py-3 first:border-t-0">
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <span className="column-head">{kindWord(kind)}</span>
        <Link href={pageOf(kind, subjectId)} prefetch={false} className="min-w-0 leading-6 font-medium [overflow-wrap:anywhere] hover:underline">
          {part?.title ?? title}
        </Link>
        {handoff === undefined ? null : <VerdictMark verdict={handoff.verdict} failed={handoff.failed} />}
        <span className="ml-auto flex flex-wrap items-center gap-2">
          <CopyEvidence kind={kind} id={subjectId} words="Copy" label={`Copy the evidence of this ${kindWord(kind)} as Markdown`} />
          <DetachButton id={id} what={kindWord(kind)} />
        </span>
      </div>
      <p className="max-w-[92ch] text-pretty text-ink-2 [overflow-wrap:anywhere]">{part?.sentence ?? "…"}</p>
      <p className="flex flex-wrap gap-x-4 text-xs text-ink-3 [&>*]:min-w-0 [&>*]:[overflow-wrap:anywhere]">
        {(part?.teams ?? []).map((team) => (
          <span key={team.side}>{teamWords(team)}</span>
        ))}
        <span>
          cited <Instant at={at} precision="s" />
          {by === "" ? "" : ` by ${by}`}
        </span>
        <span title={pinned ? undefined : "There was no room for it, or somebody unpinned it; attach it again to pin it"}>{pinned ? "pinned: outlives retention" : "not pinned: goes with retention"}</span>
      </p>
      {note === "" ? null : <p className="mt-1 max-w-[92ch] text-pretty [overflow-wrap:anywhere]">{note}</p>}
    </li>
  );
}

const teamWords = ({ side, agent, owner }: EvidenceTeam): string => `${side === "source" ? "from" : "to"} ${agent}: ${owner === null ? "no owner named" : owner.team}`;
